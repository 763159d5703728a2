import Employers
import Kernel
import Testing

/// What HR's programs write above the columns, in every language of B2.
@Suite("Employers: headers")
struct HeaderTests {
    struct File: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let country: String
        let header: String
        let row: String
        let columns: [RosterColumn]

        init(_ name: String, _ country: String, _ header: String, _ row: String, _ columns: [RosterColumn] = usual) {
            (testDescription, self.country, self.header, self.row, self.columns) = (name, country, header, row, columns)
        }

        static let usual: [RosterColumn] = [
            .employeeNumber, .familyName, .givenName, .email, .phone, .nationalID, .birthDate, .department, .package,
            .startDate, .endDate, .locale,
        ]
    }

    /// The same person in the way of each country: number, family name, given name and so on.
    static let files = [
        File(
            "Romanian",
            "RO",
            "Nr. marca;Nume;Prenume;Adresă de e-mail;Telefon mobil;C.N.P.;Data nașterii;Secția;Pachet;Data angajării;"
                + "Data încetării;Limba",
            "17;Șerban;Ștefan;s@acme.example;0722 555 014;\(RosterText.cnp(1));01.01.1980;IT;Primar;02.03.2020;;română"
        ),
        File(
            "Romanian, shouted",
            "RO",
            "MARCA|NUMELE|PRENUMELE|E-MAIL|TEL. MOBIL|COD NUMERIC PERSONAL|DATA NASTERII|COMPARTIMENT|TIP ABONAMENT|"
                + "DATA ANGAJARE|DATA PLECARII|LIMBĂ",
            "17|SERBAN|STEFAN|S@ACME.EXAMPLE|0722-555-014|\(RosterText.cnp(1))|1.1.1980|IT|PRIMAR|2.3.2020||RO"
        ),
        File(
            "English",
            "RO",
            "Employee No.,Surname,First name,E-mail address,Mobile phone,National ID,Date of birth,Department,Plan,"
                + "Hire date,Termination date,Preferred language",
            "17,Smith,John,j@acme.example,+40 722 555 014,\(RosterText.cnp(1)),1980-01-01,IT,Primary,2020-03-02,,English"
        ),
        File(
            "Bulgarian",
            "BG",
            "Служебен номер;Фамилия;Собствено име;Имейл;Мобилен телефон;ЕГН;Дата на раждане;Отдел;Пакет;"
                + "Дата на постъпване;Дата на напускане;Език",
            "17;Иванов;Иван;i@acme.example;088 555 5014;0442291017;29.02.2004;ИТ;Първичен;02.03.2020;;български"
        ),
        File(
            "Polish",
            "PL",
            "Nr ewidencyjny;Nazwisko;Imię;Adres e-mail;Telefon komórkowy;PESEL;Data urodzenia;Dział;Pakiet;"
                + "Data zatrudnienia;Data zwolnienia;Język",
            "17;Żak;Łucja;l@acme.example;601 555 014;44051401359;14.05.1944;IT;Podstawowy;02.03.2020;;polski"
        ),
        File(
            "Swedish",
            "SE",
            "Anställningsnr;Efternamn;Förnamn;E-postadress;Mobilnummer;Personnr;Födelsedatum;Avdelning;Paket;"
                + "Anställningsdatum;Slutdatum;Språk",
            "17;Åberg;Örjan;o@acme.example;070-123 45 67;811218-9876;1981-12-18;IT;Primär;2020-03-02;;svenska"
        ),
        File(
            "Persian",
            "IR",
            "شماره پرسنلی,نام خانوادگی,نام,ایمیل,تلفن همراه,کد ملی,تاریخ تولد,واحد,بسته,تاریخ شروع,تاریخ پایان,زبان",
            "۱۷,رضایی,علی,a@acme.example,۰۹۱۲۳۴۵۶۷۸۹,۰۴۹۹۳۷۰۸۹۹,۱۹۸۰-۰۱-۰۱,فنی,پایه,۲۰۲۰-۰۳-۰۲,,فارسی"
        ),
        File(
            "Persian in Arabic letters",
            "IR",
            "شماره پرسنلي,نام خانوادگي,نام,ايميل,تلفن همراه,كد ملي,تاريخ تولد,واحد,بسته,تاريخ شروع,تاريخ پايان,زبان",
            "17,رضايي,علي,a@acme.example,09123456789,049-937089-9,1980-01-01,فني,اصلی,2020-03-02,,fa"
        ),
    ]

    @Test("B2, B9a: a usual file of each language reads whole: every column found, every cell taken", arguments: files)
    func languages(file: File) async throws {
        try await House.with { house in
            let employer = try await house.employer(country: try #require(Country(file.country)))
            let roster = try await house.upload(file.header + "\n" + file.row + "\n", to: employer)
            let refused = try await house.differences(of: roster, .refused).flatMap(\.problems)
            #expect(roster.problem == nil)
            #expect(refused.isEmpty, "\(refused)")
            #expect(roster.reading?.columns.map(\.column) == file.columns)
            #expect(roster.reading?.ignoredColumns == [])
        }
    }

    /// How programs name the first and the last day, in words and in their short forms.
    static let days = [
        ("Data ang.", "Data plec."), ("Data intrării", "Data ieșirii"), ("Prima zi de lucru", "Ultima zi de lucru"),
        ("Data începerii contractului", "Data încetării contractului"), ("Angajat din", "Angajat până la"),
        ("Contract start", "Contract end"), ("Effective from", "Effective to"),
        ("First working day", "Last working day"),
        ("Дата на постъпване", "Дата на освобождаване"), ("Първи работен ден", "Последен работен ден"),
        ("Дата назначаване", "Дата напускане"), ("Валиден от", "Валиден до"), ("от", "до"),
        ("Data zatr.", "Data zwol."), ("Data zatrudnienia", "Data zwolnienia"), ("Zatrudniony od", "Zatrudniony do"),
        ("Początek umowy", "Koniec umowy"),
        ("Pierwszy dzień pracy", "Ostatni dzień pracy"), ("Data rozp.", "Data zak."),
        ("Anställd fr.o.m.", "Anställd t.o.m."), ("Anställd från och med", "Anställd till och med"),
        ("Anställd från", "Anställd till"), ("Anst.datum", "Avg.datum"), ("Tillträdesdatum", "Avgångsdatum"),
        ("Anställd fom", "Anställd tom"), ("Första anställningsdag", "Sista anställningsdag"), ("Fr.o.m.", "T.o.m."),
        ("تاریخ شروع همکاری", "تاریخ پایان همکاری"), ("تاریخ آغاز به کار", "تاریخ ترک کار"),
        ("شروع قرارداد", "پایان قرارداد"),
    ]

    @Test("B2: whoever's name of the first day is known, their name of the last day is too")
    func firstAndLastDays() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            for (first, last) in Self.days {
                let text = "Marca;Nume;Prenume;Pachet;\(last);\(first)\n1;Pop;Ion;Primar;31.12.2027;01.01.2026\n"
                let reading = try await house.upload(text, to: acme).reading
                #expect(reading?.columns.suffix(2).map(\.column) == [.endDate, .startDate], "\(first), \(last)")
            }
        }
    }

    @Test("B2: where most headers are in two languages, of which we know one, that one tells")
    func bilingual() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            func read(_ header: String) async throws -> [String]? {
                let reading = try await house.upload(header + "\n1;Pop, Ion;Ion;Primar;5\n", to: acme).reading
                return reading?.columns.map { "\($0.column.rawValue)=\($0.header)" }
            }
            let german = "Marca / Stammnr.;Nume / Zuname;Prenume / Rufname;Pachet / Leistung;Salariu / Lohn"
            #expect(
                try await read(german) == [
                    "employee_number=Marca / Stammnr.", "family_name=Nume / Zuname", "given_name=Prenume / Rufname",
                    "package=Pachet / Leistung",
                ]
            )
            // One of them alone names two things.
            let alone = try await read("Marca / Model;Nume;Prenume;Pachet;Salariu")
            #expect(alone?.contains { $0.hasPrefix("employee_number") } == false)
            // And a header that we know whole is better than half of one.
            let both = "Badge / Culoare;Nume / Zuname;Prenume / Rufname;Pachet / Leistung;Marca"
            #expect(try await read(both)?.last == "employee_number=Marca")
            let twice = "Marcă / Employee no.;Nume;Prenume;Pachet;Marca"
            #expect(try await read(twice)?.last == "employee_number=Marca")
            let full = "Marca / Employee no.;Nume și prenume / Full name;Job;Pachet / Package;Salariu"
            #expect(
                try await read(full)?.dropFirst().prefix(2).map { $0.prefix(11) } == ["given_name=", "family_name"]
            )
            let loose = "Marca / Employee no.;Nume / Name;Job;Pachet / Package;Salariu"
            #expect(
                try await read(loose)?.dropFirst().prefix(2) == ["given_name=Nume / Name", "family_name=Nume / Name"]
            )
        }
    }

    @Test("B2: titles above the table are passed over; the header is the row that names the columns")
    func titles() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let text =
                "ACME SRL;;;\nLista angajaților la 20.11.2026;;;\n\nMarca;Nume;Prenume;Pachet\n1;Pop;Ion;Primar\n"
            let roster = try await house.upload(text, to: acme)
            #expect(roster.problem == nil)
            #expect([roster.rowsRead, roster.counts.joins] == [1, 1])
            #expect(roster.reading?.columns.map(\.header) == ["Marca", "Nume", "Prenume", "Pachet"])
            let titled = "ACME SRL;;;\nMarca;Nume;Prenume;Salariu\n1;Pop;Ion;1\n"
            #expect(try await house.upload(titled, to: acme).problem == .columnsMissing([.package]))
        }
    }

    @Test("B6: what titles stood above is no part of refused.csv, and its lines are those of the file")
    func refusedBelowTitles() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let text = "ACME SRL\n\nMarca;Nume;Prenume;Pachet\n1;Pop;Ion;Gold\n2;Pop;Ana;Primar\n2;Pop;Ana;Primar\n"
            let roster = try await house.upload(text, to: acme)
            #expect(try await house.differences(of: roster, .refused).map(\.line) == [4, 5, 6])
            let bytes = try await RefusedRows(house.rosters, store: house.store).file(of: roster.id, language: .en)
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map { $0.split(separator: ";") }
            #expect(
                lines.map { $0.prefix(4).joined(separator: ";").suffix(18) }
                    == [
                        "Nume;Prenume;Pachet", "1;Pop;Ion;Gold", "2;Pop;Ana;Primar", "2;Pop;Ana;Primar",
                    ].map { $0.suffix(18) }
            )
        }
    }
}
