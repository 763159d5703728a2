import CSV
import Employers
import Kernel
import Testing

/// What files say, however they say it.
@Suite("Employers: reading")
struct ReadingTests {
    private static let people = [
        ["Nr. marcă", "Nume", "Prenume", "CNP", "Data angajării", "Pachet", "Secție"],
        ["1", "Șerban", "Ștefan", RosterText.cnp(1), "05.04.2020", "Primar", "Producție"],
        ["2", "Țuțea", "Ana", RosterText.cnp(2), "31.12.2021", "PRINCIPAL", "IT"],
        ["3", "Popa", "Ion", "", "", "premium", ""],
    ]

    struct Spelling: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
    }

    private static func text(_ delimiter: String, _ lineEnd: String, cedilla: Bool = false) -> String {
        let text = people.map { $0.joined(separator: delimiter) + lineEnd }.joined()
        guard cedilla else { return text }
        return String(
            text.map { (["ș": "ş", "ț": "ţ", "Ș": "Ş", "Ț": "Ţ"] as [Character: Character])[$0] ?? $0 }
        )
    }

    private static func windows1250(_ text: String) -> [UInt8] {
        let codes: [Character: UInt8] = [
            "ş": 0xBA, "ţ": 0xFE, "Ş": 0xAA, "Ţ": 0xDE, "ă": 0xE3, "â": 0xE2, "î": 0xEE, "Î": 0xCE,
        ]
        return text.flatMap { codes[$0].map { [$0] } ?? Array(String($0).utf8) }
    }

    private static func utf16(_ text: String) -> [UInt8] {
        [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    private static let spellings: [Spelling] = [
        Spelling(testDescription: "comma, LF", bytes: Array(text(",", "\n").utf8)),
        Spelling(testDescription: "semicolon, CRLF", bytes: Array(text(";", "\r\n").utf8)),
        Spelling(testDescription: "tab, CR", bytes: Array(text("\t", "\r").utf8)),
        Spelling(testDescription: "bar, LF", bytes: Array(text("|", "\n").utf8)),
        Spelling(testDescription: "BOM", bytes: [0xEF, 0xBB, 0xBF] + Array(text(",", "\r\n").utf8)),
        Spelling(testDescription: "sep=;", bytes: Array(("sep=;\r\n" + text(";", "\r\n")).utf8)),
        Spelling(testDescription: "cedillas", bytes: Array(text(",", "\n", cedilla: true).utf8)),
        Spelling(testDescription: "Windows-1250", bytes: windows1250(text(";", "\r\n", cedilla: true))),
        Spelling(testDescription: "UTF-16", bytes: utf16(text("\t", "\r\n"))),
        Spelling(testDescription: "decomposed", bytes: Array(decomposed(text(",", "\n")).utf8)),
        Spelling(
            testDescription: "blank lines and totals",
            bytes: Array((text(",", "\n") + ",,,,,,\n\nTOTAL,,,,,3,\nTotal general: 3,,,,,,\n").utf8)
        ),
        Spelling(testDescription: "no line end", bytes: Array(text(",", "\n").dropLast().utf8)),
    ]

    @Test(
        "B2: where a file isn't Unicode, the employer's country says what its letters are",
        arguments: [
            ("SE", "Windows-1252", "Åsa", [0xC5, 0x73, 0x61]), ("BG", "Windows-1251", "Ива", [0xC8, 0xE2, 0xE0]),
            ("RO", "Windows-1250", "Ĺsa", [0xC5, 0x73, 0x61]),
            // Of the Arabic yeh and kaf that it has become the Persian ones.
            ("IR", "Windows-1256", "پریکک", [0x81, 0xD1, 0xED, 0xDF, 0x98]),
        ] as [(String, String, String, [UInt8])]
    )
    func codePage(country: String, encoding: String, name: String, letters: [UInt8]) async throws {
        try await House.with { house in
            let employer = try await house.employer(country: try #require(Country(country)))
            let roster = try await house.upload(
                Array("employee_number,given_name,family_name,package\n1,".utf8) + letters + Array(",X,primary\n".utf8),
                to: employer
            )
            #expect(roster.reading?.encoding == encoding)
            let join = try await house.differences(of: roster, .join).first
            #expect(join?.givenName == name)
        }
    }

    private static func decomposed(_ text: String) -> String {
        text.replacing("ă", with: "a\u{306}").replacing("ș", with: "s\u{326}").replacing("Ș", with: "S\u{326}")
    }

    @Test(
        "B2: delimiter, encoding, BOM, line ends, cedillas, blank lines and totals make no difference",
        arguments: spellings
    )
    func spelling(_ spelling: Spelling) async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(Self.text(",", "\n"), to: acme)
            let names = try await house.employments(of: acme).map(\.employment.familyName)
            #expect(names == ["Popa", "Șerban", "Țuțea"])
            let roster = try await house.upload(spelling.bytes, to: acme)
            #expect(roster.problem == nil)
            #expect(roster.rowsRead == 3)
            #expect(roster.counts.unchanged == 3)
        }
    }

    @Test("Order of rows and columns makes no difference")
    func order() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(Self.text(",", "\n"), to: acme)
            let rows = [Self.people[0]] + Self.people.dropFirst().reversed()
            let turned = rows.map { $0.reversed().joined(separator: ",") }.joined(separator: "\n")
            #expect(try await house.upload(turned, to: acme).counts.unchanged == 3)
        }
    }

    @Test("B9a: the reading says encoding, delimiter, which header became what, and what was ignored")
    func reading() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let roster = try await house.upload(
                "Marca;Nume;Prenume;Salariu;Pachet;Telefon;Telefon mobil\n1;Pop;Ion;1;Primar;0211234567;0722555014\n",
                to: acme
            )
            let reading = try #require(roster.reading)
            #expect(reading.encoding == "UTF-8")
            #expect(reading.delimiter == ";")
            #expect(
                reading.columns.map { "\($0.header)=\($0.column.rawValue)" } == [
                    "Marca=employee_number", "Nume=family_name", "Prenume=given_name", "Pachet=package",
                    "Telefon mobil=phone",
                ]
            )
            #expect(reading.ignoredColumns == ["Salariu", "Telefon"])
            try await house.applier.apply(roster.id)
            #expect(try await house.employment("1", of: acme)?.phone == "+40722555014")
        }
    }

    @Test("B9a: an ignored column full of national ids or dates is told apart, unless the file gives these elsewhere")
    func ignoredContents() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            func told(_ headers: String, _ rows: [String]) async throws -> [String]? {
                let text = ([headers] + rows.map { "1;Pop;Ion;Primar;" + $0 }).joined(separator: "\n") + "\n"
                let reading = try await house.upload("Marca;Nume;Prenume;Pachet;" + text, to: acme).reading
                return reading?.ignoredContents.map { "\($0.name.text(in: .ro)) \($0.holds.rawValue)" }
            }
            let (cnp, other) = (RosterText.cnp(1), RosterText.cnp(2))
            let rows = ["\(cnp);01.02.2020;1000;", "\(other);23/04/2021;2000;", ";;;x"]
            #expect(try await told("Cod X;Zi;Salariu;Obs", rows) == ["Cod X national-ids", "Zi dates"])
            #expect(try await told("CNP;Zi;Salariu;Obs", rows) == ["Zi dates"])
            #expect(try await told("Cod X;Data angajării;Salariu", Array(rows.dropLast())) == ["Cod X national-ids"])
            #expect(try await told("Cod X;Zi", ["\(cnp);2020-01-01", "17;soon"]) == [])
            let all = "Data nașterii;Data angajării;Data încetării;Zi"
            #expect(try await told(all, ["1980-01-01;2020-01-01;2027-01-01;2020-01-01"]) == [])
        }
    }

    @Test(
        "B9a: a column without a header that has something in it is told by its place, and looked into like the others"
    )
    func withoutHeader() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            func told(_ headers: String, _ rows: [String]) async throws -> [String]? {
                let text = ([headers] + rows.map { "1;Pop;Ion;Primar;" + $0 }).joined(separator: "\n") + "\n"
                let reading = try await house.upload("Marca;Nume;Prenume;Pachet;" + text, to: acme).reading
                #expect(reading?.ignoredColumns.contains { $0.allSatisfy(\.isWhitespace) } == false)
                return reading?.ignoredContents.map { "\($0.name.text(in: .en)): \($0.holds.rawValue)" }
            }
            let cnp = RosterText.cnp(1)
            #expect(
                try await told("; ;;", ["01.02.2020;;x;", "02.03.2021;  ;;"]) == [
                    "column 5, without a header: dates", "column 7, without a header: other",
                ]
            )
            #expect(try await told("CNP;;Obs", ["\(cnp);\(cnp);y"]) == ["column 6, without a header: other"])
            #expect(try await told("", [cnp]) == ["column 5, without a header: national-ids"])
            #expect(try await told("Obs;;", ["y;;", ";;"]) == [])
        }
    }

    static let headers: [(String, RosterColumn?)] = [
        ("employee_number", .employeeNumber), ("Employee Number *", .employeeNumber), ("NR. MARCĂ", .employeeNumber),
        ("Marcă", .employeeNumber), ("Cod angajat", .employeeNumber), ("Emp. ID", .employeeNumber),
        ("First Name", .givenName), ("Prenume", .givenName), ("Nume", .familyName), ("Surname", .familyName),
        ("Nume de familie (obligatoriu)", .familyName), ("E-mail", .email), ("Adresă de e-mail", .email),
        ("Nr. telefon", .phone), ("Mobile", .phone), ("C.N.P.", .nationalID), ("CNP", .nationalID),
        ("Cod Numeric Personal", .nationalID), ("National ID No", nil), ("Data naşterii", .birthDate),
        ("Data nașterii", .birthDate), ("DOB", .birthDate), ("Date of brith", .birthDate),
        ("Departament", .department), ("Deparment", .department), ("Pachet", .package), ("Plan", .package),
        ("Tip abonament", .package), ("Data angajării", .startDate), ("Hire date", .startDate),
        ("Data încetării", .endDate), ("Termination Date", .endDate), ("Limba", .locale), ("Utilizator", .username),
        ("ЕГН", .nationalID), ("Imię", .givenName), ("Efternamn", .familyName), ("کد ملی", .nationalID),
        ("Personal number", .nationalID), ("Personal no.", .nationalID), ("Person number", .nationalID),
        ("Pers.nr", .nationalID), ("Personal identity number", .nationalID), ("Număr personal", .nationalID),
        ("ID personal", .nationalID), ("Личен номер", .nationalID), ("Personbeteckning", .nationalID),
        ("Personnel number", .employeeNumber),
        ("Personalnummer", .employeeNumber), ("Cont utilizator", .username),
        ("Cont", nil), ("Nume cont", nil), ("Cont bancar", nil), ("Cont IBAN", nil), ("IBAN", nil),
        ("Account", nil), ("Account name", nil), ("Account number", nil), ("Account no", nil), ("Bank account", nil),
        ("Konto", nil), ("Nazwa konta", nil), ("Numer konta", nil), ("Nr konta", nil), ("Rachunek bankowy", nil),
        ("Kontonummer", nil), ("Kontonr", nil), ("Clearingnummer", nil), ("Bankkonto", nil),
        ("Банкова сметка", nil), ("Сметка", nil), ("شماره حساب", nil), ("شماره شبا", nil),
        ("Salariu", nil), ("Observații", nil), ("", nil), ("Name", nil), ("error", nil),
        // Days of leave, and of an identity card.
        ("Data CO", nil), ("Data CM", nil), ("Data CIC", nil), ("Data CI", nil), ("Data CD", nil), ("Data de", nil),
        ("Служ. №", .employeeNumber), ("Служебен №", .employeeNumber), ("Таб. №", .employeeNumber),
        ("ТАБЕЛЕН №", .employeeNumber), ("№ на служител", .employeeNumber), ("Employee №", .employeeNumber),
        ("Личен №", .nationalID), ("ЕГН №", .nationalID), ("Мобилен №", .phone), ("Телефон №", .phone),
        // A running number as well as anybody's.
        ("№", nil), ("№ по ред", nil), ("Договор №", nil), ("Служ.", nil),
        ("Marca / Employee no.", .employeeNumber), ("Служебен № | Employee no.", .employeeNumber),
        ("Nume / Last name", .familyName), ("Nume/Name", .familyName), ("Prenume / First name *", .givenName),
        ("E-mail / Електронна поща", .email), ("Data nașterii / Date of birth / Рождена дата", .birthDate),
        ("Marca (Employee no.)", .employeeNumber), ("Pachet (Package) / Пакет", .package),
        // Two fields in one, or one that isn't ours beside another.
        ("CNP / Marca", nil), ("E-mail / Telefon", nil), ("Start / End", nil), ("Nr. contract / data", nil),
        ("Marca / Model", nil), ("Prenume / Inițiala tatălui", nil), ("Angajat / Marca", nil),
        ("Salariu / Salary", nil),
        ("Contact urgență (telefon)", nil), ("/", nil),
    ]

    @Test("B2: headers in their usual variants, and one slip of the finger", arguments: headers)
    func header(name: String, column: RosterColumn?) async throws {
        try await House.with { house in
            let acme = try await house.employer()
            // The column in question, and whatever else is required.
            let others = ["employee_number", "given_name", "family_name", "package"].filter { $0 != column?.rawValue }
            let values = others.map { $0 == "package" ? "primary" : "1" } + [""]
            let text = (others + [name]).joined(separator: ",") + "\n" + values.joined(separator: ",") + "\n"
            let roster = try await house.upload(text, to: acme)
            #expect(roster.problem == nil)
            let found = roster.reading?.columns.first { $0.header == name }?.column
            #expect(found == column)
        }
    }

    @Test("B9a: where a file names both, the employer's number stays, and the bank account is ignored and told")
    func bankAccount() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let text =
                "Marca;Personal number;CNP;Cont;Nume;Prenume;Pachet\n"
                + "1;x;\(RosterText.cnp(1));RO49AAAA1B31007593840000;Pop;Ion;Primar\n"
            let roster = try await house.apply(text, to: acme)
            #expect(roster.reading?.ignoredColumns == ["Personal number", "Cont"])
            let employment = try #require(try await house.employment("1", of: acme))
            #expect(employment.username == nil)
        }
    }

    @Test("B10: the apostrophe that keeps a spreadsheet from counting is no part of what a cell says")
    func apostrophes() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let header = "employee_number,given_name,family_name,phone,national_id,start_date,package\n"
            let roster = try await house.apply(
                header + "'006,Jan,'t Hooft,'0722555918,'\(RosterText.cnp(1)),'2020-01-01,primary\n"
                    + "\u{2019}007,Ana,\u{2019}t Hooft,'+40722555919,\u{2019}\(RosterText.cnp(2)),,primary\n",
                to: acme
            )
            #expect(roster.counts.joins == 2)
            let jan = try #require(try await house.employment("006", of: acme))
            #expect([jan.familyName, jan.phone] == ["'t Hooft", "+40722555918"])
            let ana = try #require(try await house.employment("007", of: acme))
            #expect([ana.familyName, ana.phone] == ["\u{2019}t Hooft", "+40722555919"])
        }
    }

    @Test("B2: a totals line says its word in whichever column, and a person without a number is none")
    func totals() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let header = "Marca;Nume;Prenume;Pachet\n1;Pop;Ion;Primar\n"
            for line in [";TOTAL;;1", ";;Total general: 1;", " ;Razem;12;", "TOTAL;;;1"] {
                let roster = try await house.upload(header + line + "\n", to: acme)
                #expect(roster.rowsRead == 1, "\(line)")
                #expect(roster.counts.refused == 0, "\(line)")
            }
            for line in [";Total;Ana;Primar", ";Popa;;Primar", "2;Total;;Primar", ";Totală;;1"] {
                let roster = try await house.upload(header + line + "\n", to: acme)
                #expect(roster.counts.refused == 1, "\(line)")
            }
            let whole = "Marca;Nume și prenume;Pachet\n1;Pop, Ion;Primar\n;Total general;1\n;SUM Wong;Primar\n"
            #expect(try await house.upload(whole, to: acme).counts.refused == 1)
        }
    }

    @Test("B9a: a file that lacks a column still says its encoding, its delimiter and what was understood")
    func readingOfFailed() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            // More rows than are looked at for a header.
            let rows = (1...12).map { "\($0)|Pop|Ion|Primar\n" }.joined()
            let roster = try await house.upload("Lista|noiembrie\nMarca|Nume|Prenume|Tarif\n" + rows, to: acme)
            #expect(roster.problem == .columnsMissing([.package]))
            #expect(roster.reading?.encoding == "UTF-8")
            #expect(roster.reading?.delimiter == "|")
            #expect(roster.reading?.columns.map(\.column) == [.employeeNumber, .familyName, .givenName])
            #expect(roster.reading?.ignoredColumns == ["Tarif"])
            // A file without a header begins with somebody's data, which isn't kept.
            let people = try await house.upload("17,Ion,Pop,Team\n18,Ana,Pop,Team\n", to: acme)
            #expect(people.problem == .columnsMissing([.employeeNumber, .givenName, .familyName, .package]))
            #expect([people.reading?.columns.count, people.reading?.ignoredColumns.count] == [0, 0])
            // What has no delimiter was read in no way.
            #expect(try await house.upload("PK\u{3}\u{4}zip", to: acme).reading == nil)
        }
    }

    static let files: [(String, String, RosterFailure)] = [
        ("no bytes", "", .empty),
        ("blank lines", "\n\n\r\n", .empty),
        ("only a header", "employee_number,given_name,family_name,package\n", .noRows),
        ("a header and blanks", "employee_number,given_name,family_name,package\n,,,\n\n", .noRows),
        ("a header and totals", "employee_number,given_name,family_name,package\nTotal,,,\n", .noRows),
        ("no package", "employee_number,given_name,family_name\n1,A,B\n", .columnsMissing([.package])),
        (
            "no header at all", "1,Ion,Pop,primary\n2,Ana,Pop,primary\n",
            .columnsMissing([.employeeNumber, .givenName, .familyName, .package])
        ),
        (
            "two numbers", "employee_number,employee_number,given_name,family_name,package\n1,1,A,B,primary\n",
            .columnTwice(.employeeNumber)
        ),
        ("an open quote", "employee_number,given_name,family_name,package\n1,\"A,B,primary\n", .unclosedQuote(line: 2)),
        (
            "a quote before the last cell, and another two rows on",
            "Marca;Nume;Prenume;Pachet;Departament\n1;A;B;primary;\"IT\n2;C;D;primary;IT\n3;E;F;primary;IT\"\n",
            .strayQuote(line: 2)
        ),
        (
            "a quote before a name, and one behind the next row's",
            "Marca;Nume;Prenume;Pachet;Departament\n1;\"A;B;primary;IT\r\n2;C\";D;primary;IT\r\n", .strayQuote(line: 2)
        ),
        (
            "a quote before a name, and one in the next row's last cell",
            "Marca,Nume,Prenume,Pachet,Departament\n1,A,B,primary,IT\n2,C,\"D,primary,IT\n3,E,F,primary,\"Hala 3\"\n",
            .strayQuote(line: 3)
        ),
        ("a NUL", "employee_number,given_name,family_name,package\n1,A\0,B,primary\n", .notText(line: 2)),
        ("a page", "<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>", .notCSV(.html)),
        ("another delimiter", "sep=:\nemployee_number:given_name\n", .notReadable(what: "sep=:")),
        ("a form", "--x\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\na,b\r\n--x--", .notCSV(.form)),
        ("JSON", "[ {\"marca\": 1} ]", .notCSV(.json)),
        (
            "both names", "Marca,Nume și prenume,Pachet\n1,Pop Ion,primary\n",
            .namesInOneColumn(header: "Nume și prenume", line: 2)
        ),
        (
            "slashes both ways",
            "employee_number,given_name,family_name,package,start_date\n1,A,B,primary,03/04/2020\n",
            .datesAmbiguous(header: "start_date")
        ),
        (
            "slashes both ways below HR's own header",
            "Marca,Prenume,Nume,Pachet,Data angajării\n1,A,B,primary,03/04/2020\n",
            .datesAmbiguous(header: "Data angajării")
        ),
    ]

    @Test("B2: a file that can't be read whole fails with one problem and nothing else written", arguments: files)
    func hostile(name: String, text: String, problem: RosterFailure) async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let roster = try await house.upload(text, to: acme)
            #expect(roster.state == .failed)
            #expect(roster.problem == problem)
            #expect(roster.counts == RosterCounts())
            #expect(roster.rowsRead == 0)
            #expect(roster.sha256 != nil)
            #expect(try await house.differences(of: roster).isEmpty)
            // Each says what to do in both languages.
            #expect(problem.message.text(in: .en) != problem.message.text(in: .ro))
        }
    }

    @Test("B2: hostile and incomplete examples, and files over the limits")
    func limits() async throws {
        var limits = RosterLimits()
        limits.rows = 3
        limits.fileBytes = 60_000
        try await House.with(limits: limits) { house in
            let acme = try await house.employer()
            let hostile = try await house.upload(try importFile("hostile.csv"), to: acme)
            #expect(hostile.problem == .notCSV(.xlsx))
            let missing = try await house.upload(try importFile("missing-package-column.csv"), to: acme)
            #expect(missing.problem == .columnsMissing([.package]))
            let many = try await house.upload(RosterText.people(1...4), to: acme)
            #expect(many.problem == .tooManyRows(limit: 3))
            #expect(try await house.upload(RosterText.people(1...3), to: acme).state == .ready)
            var upload = try RosterUpload(many.id, limits: limits)
            var refusal: RosterFailure?
            do { try upload.append([UInt8](repeating: 65, count: 60_001)) } catch let failure as RosterFailure {
                refusal = failure
            }
            #expect(refusal == .fileTooLarge(limitBytes: 60_000))
        }
    }

    @Test("B2: addresses of several lines, in quotes, are cells as any other")
    func lines() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let text = """
                Marca,Nume,Prenume,Pachet,Adresa,Departament
                1,A,B,primary,"Str. Lungă 5
                Brașov, județul Brașov",IT
                2,C,D,primary,"Str. Scurtă, nr. 3, ap. 2

                Cluj",IT
                3,E,F,primary,,"Hala 3
                etaj 1"

                """
            let roster = try await house.upload(text, to: acme)
            #expect(roster.problem == nil)
            #expect(roster.counts.joins == 3)
        }
    }

    @Test("Days: one value that parses one way only settles a slashed column; dates= settles any")
    func slashes() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            func start(_ dates: [String], settled: DateOrder? = nil) async throws -> [String] {
                let header = "employee_number,given_name,family_name,package,start_date\n"
                let rows = dates.enumerated().map { "\($0.offset),A,A,primary,\($0.element)\n" }.joined()
                let roster = try await house.upload(header + rows, to: acme, dates: settled)
                let problems = try await house.differences(of: roster, .refused).map { "\($0.row ?? 0)" }
                return roster.problem.map { [$0.code] } ?? [roster.state.rawValue] + problems
            }
            #expect(try await start(["03/04/2020", "05/06/2020"]) == ["dates-ambiguous"])
            #expect(try await start(["03/04/2020"], settled: .monthFirst) == ["ready"])
            #expect(try await start(["03/04/2020", "25/06/2020"]) == ["ready"])
            #expect(try await start(["03/04/2020", "06/25/2020"]) == ["ready"])
            #expect(try await start(["03/04/2020", "06/25/2020"], settled: .dayFirst) == ["ready", "2"])
            #expect(try await start(["05/05/2020", "06/06/2021"]) == ["ready"])
            // Spreadsheets turn around the days that can be months.
            #expect(try await start(["25/06/2020", "06/25/2020", "05/06/2020"]) == ["dates-ambiguous"])
            #expect(try await start(["25/06/2020", "06/25/2020"], settled: .dayFirst) == ["ready", "2"])
            #expect(try await start(["25/06/2020", "06/25/2020", "28/06/2020"]) == ["ready", "2"])
            #expect(try await start(["3/4/2020 00:00:00", "2020-13-01"]) == ["dates-ambiguous"])
            #expect(try await start(["3/4/2020 0:00", "2020–12–01"]) == ["dates-ambiguous"])
        }
    }

    @Test(
        "B2, B9a: the last day of all, as SAP writes it, is no end, like an empty cell",
        arguments: ["31.12.9999", "9999-12-31", "31/12/9999", "12/31/9999", "99991231", "9999-12-31 00:00:00", ""]
    )
    func openEnd(cell: String) async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let header = "employee_number,given_name,family_name,package,end_date\n1,A,B,primary,"
            try await house.apply(header + "2026-12-31\n", to: acme)
            let roster = try await house.apply(header + cell + "\n", to: acme)
            #expect(roster.counts.changes == 1)
            #expect(try await house.employment("1", of: acme)?.endsOn == nil)
            #expect(try await house.upload(header + cell + "\n", to: acme).counts.unchanged == 1)
        }
    }

    @Test("B9a: the preview says how slashed dates were read, column by column")
    func slashesAreTold() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let header = "Marca,Prenume,Nume,Pachet,Data nașterii,Data angajării\n"
            let roster = try await house.upload(header + "1,A,B,primary,05/25/1980,2020-01-01\n", to: acme)
            let columns = try #require(roster.reading?.columns)
            #expect(columns.first { $0.column == .birthDate }?.dates == .monthFirst)
            #expect(columns.filter { $0.dates != nil }.map(\.header) == ["Data nașterii"])
        }
    }

    static let cells: [(column: String, cell: String, reason: String?)] = [
        ("employee_number", "1,00E+05", "scientific-notation"), ("employee_number", "", "required"),
        ("given_name", " ", "required"), ("family_name", String(repeating: "x", count: 101), "too-long"),
        ("phone", "7.22555E+08", "scientific-notation"), ("phone", "722555014", "lost-leading-zero"),
        ("phone", "0722 555 014", nil), ("national_id", "2,69042E+12", "scientific-notation"),
        ("national_id", "1234567890123", "national-id-check-digit"), ("email", "ion.acme.example", "email-without-at"),
        ("birth_date", "29221", "day-as-number"), ("birth_date", "1980-02-30", "no-such-day"),
        ("birth_date", "2027-01-01", "born-in-future"), ("birth_date", "1880-01-01", "year-out-of-range"),
        ("start_date", "20.11.26", "short-year"), ("start_date", "2026-11-20T00:00:00", nil),
        ("start_date", "01.02.2020 г.", nil), ("start_date", "1.2.2020\u{A0}г.", nil),
        ("start_date", "01.02.2020г.", nil), ("start_date", "1.2.2020 г. 0:00:00", nil),
        ("start_date", "01.02.2020 r.", nil), ("start_date", "01.02.2020 x.", "not-a-day"),
        ("start_date", "01.02.2020 г. soon", "not-a-day"), ("start_date", "31.02.2020 r.", "no-such-day"),
        ("start_date", "r.", "not-a-day"), ("start_date", "2020-11-20T", "not-a-day"),
        ("start_date", "۲۰۲۰/۱۱/۲۰", nil), ("birth_date", "۱۳۷۵/۰۵/۱۲", "jalali-day"),
        ("birth_date", "1375-05-12", "jalali-day"),
        ("birth_date", "12.05.1375", "jalali-day"), ("start_date", "soon", "not-a-day"),
        ("start_date", "20 nov 2020", "not-a-day"), ("start_date", "2020-11-20-1", "not-a-day"),
        ("start_date", "20200101", nil), ("start_date", "20200101 00:00:00", nil), ("birth_date", "19800229", nil),
        ("start_date", "20200230", "not-a-day"), ("start_date", "31122019", "not-a-day"),
        ("start_date", "18991231", "not-a-day"), ("start_date", "21010101", "not-a-day"),
        ("start_date", "2020010", "not-a-day"), ("start_date", "202001011", "not-a-day"),
        ("birth_date", "13750512", "jalali-day"), ("start_date", "43831", "day-as-number"),
        ("employee_number", "20200101", nil), ("start_date", "9999-12-31", "year-out-of-range"),
        ("start_date", "99991231", "year-out-of-range"), ("end_date", "30.12.9999", "year-out-of-range"),
        ("birth_date", "20.11.1985 0:00", nil), ("birth_date", "20.11.1985 00:00", nil),
        ("birth_date", "20.11.1985 00:00:00", nil), ("birth_date", "20.11.1985 г. 0:00", nil),
        ("birth_date", "1985-11-20T00:00:00.000Z", nil), ("birth_date", "1985-11-20T00:00:00+02:00", nil),
        ("birth_date", "20.11.1985 9:30", "not-a-day"), ("birth_date", "20.11.1985 14:30", "not-a-day"),
        ("birth_date", "1985-11-19T22:00:00Z", "not-a-day"), ("birth_date", "20.11.1985 0", "not-a-day"),
        ("birth_date", "20.11.1985 ::::", "not-a-day"), ("birth_date", "20.11.1985 00:", "not-a-day"),
        ("start_date", "2020–11–20", nil), ("start_date", "20\u{2011}11\u{2011}2020 0:00", nil),
        ("start_date", "2020−11-20", nil), ("start_date", "2020–13–20", "no-such-day"),
        ("start_date", "20. 11. 2020", nil), ("start_date", "2. 1. 2020 г. 0:00:00", nil),
        ("start_date", "2020. 11. 20. 0:00", nil), ("start_date", "20.\u{A0}11.\u{A0}2020", nil),
        ("start_date", "20. 11 2020", "not-a-day"), ("start_date", "20 .11. 2020", "not-a-day"),
        ("start_date", "20. 11. 20", "short-year"), ("start_date", "20. 11.", "not-a-day"),
        ("employee_number", "10\u{A0}435", "number-in-groups"),
        ("employee_number", "1\u{202F}010\u{202F}435", "number-in-groups"),
        ("employee_number", "10\u{2009}435,00", "number-in-groups"),
        ("employee_number", "۱۰\u{A0}۴۳۵", "number-in-groups"),
        ("employee_number", "10 435", nil), ("employee_number", "10.435", nil), ("employee_number", "A\u{A0}435", nil),
        ("employee_number", "10\u{A0}43", nil), ("employee_number", "\u{A0}10435\u{A0}", nil),
        ("employee_number", "1043\u{A0}435", nil), ("department", "10\u{A0}435", nil),
        ("employee_number", "02.ian", "number-as-day"), ("employee_number", "2-Jan", "number-as-day"),
        ("employee_number", "4.0", "number-as-fraction"), ("employee_number", "1234,0", "number-as-fraction"),
        ("employee_number", "۴.0", "number-as-fraction"), ("employee_number", "1.2.0", nil),
        ("employee_number", "4.00", "number-as-fraction"), ("employee_number", "1.234,00", "number-as-fraction"),
        ("employee_number", "1.234.00", nil), ("employee_number", ".234,00", nil), ("employee_number", "4.1", nil),
        ("employee_number", ".0", nil),
        ("employee_number", "A4.0", nil), ("employee_number", "4.0.", nil),
        ("employee_number", "01.02.2026", "number-as-day"), ("employee_number", "MAR-10", nil),
        ("employee_number", "۱۲۳", nil), ("phone", "۰۷۲۲۵۵۵۰۱۴", nil), ("phone", "\u{202A}+40722555014\u{202C}", nil),
        ("phone", "=\"\"0722555014\"\"", nil), ("phone", "=A2&\"\"1\"\"", "formula"), ("given_name", "=B2", "formula"),
        ("phone", "#N/A", "spreadsheet-error"), ("family_name", "#REF!", "spreadsheet-error"),
        ("email", "#VALOARE!", "spreadsheet-error"), ("national_id", "#DIV/0!", "spreadsheet-error"),
        ("start_date", "#######", "spreadsheet-error"), ("package", "Err:502", "spreadsheet-error"),
        ("department", "#1", nil), ("department", "Err:", nil), ("email", "-", nil), ("department", "–", nil),
        ("family_name", "-", "required"), ("family_name", "0722555101", "not-a-name"),
        ("given_name", "ion@acme.example", "not-a-name"), ("given_name", "¦więtosław", "not-a-name"),
        ("family_name", "Wi¶niewska", "not-a-name"), ("family_name", "123", "not-a-name"),
        ("given_name", "?tefan", "lost-letters"), ("family_name", "MÄƒnÄƒilÄƒ", "lost-letters"),
        ("family_name", "JÃ¶nsson", "lost-letters"), ("given_name", "Ä", nil), ("given_name", "Añé", nil),
        ("family_name", "W±sik", "not-a-name"), ("given_name", "J˘zef", "not-a-name"),
        ("family_name", "™hman", "not-a-name"), ("family_name", "Pop\u{FFFD}scu", "not-a-name"),
        ("family_name", "Pop 2", nil), ("family_name", "O\u{2019}Brien-Țuțuianu", nil), ("given_name", "Дмитрий", nil),
        ("given_name", "علی\u{200C}رضا", nil),
        ("given_name", "Zoë \u{201E}Zo\u{201D}", nil), ("given_name", "D´Arc", nil),
        ("package", "Gold", "no-such-package"), ("package", " premium ", nil), ("locale", "hu", nil),
        ("locale", "klingon", "no-such-language"), ("locale", "Română", nil), ("username", "x", "username-malformed"),
        ("end_date", "2019-12-31", "ends-before-start"), ("department", "a\u{7}b", "control-characters"),
    ]

    @Test("B3, B10: what is wrong with a cell is named, with its column", arguments: cells)
    func cell(column: String, cell: String, reason: String?) async throws {
        try await House.with { house in
            let acme = try await house.employer()
            var row = [
                "employee_number": "1", "given_name": "A", "family_name": "B", "package": "primary",
                "start_date": "2020-01-01",
            ]
            row[column] = cell
            let names = row.keys.sorted()
            let values = names.map { "\"\(row[$0] ?? "")\"" }
            let text = names.joined(separator: ",") + "\n" + values.joined(separator: ",") + "\n"
            let roster = try await house.upload(text, to: acme)
            let problems = try await house.differences(of: roster, .refused).flatMap(\.problems)
            #expect(problems.map(\.reason) == (reason.map { [$0] } ?? []))
            #expect(problems.allSatisfy { $0.column?.rawValue == column })
            #expect(roster.counts.joins == (reason == nil ? 1 : 0))
        }
    }
}
