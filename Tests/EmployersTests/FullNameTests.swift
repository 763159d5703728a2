import Employers
import Kernel
import Testing

/// Given and family name in one column: taken apart where the cells tell, asked about where they don't.
@Suite("Employers: names in one column")
struct FullNameTests {
    static let headers = [
        "Nume și prenume", "NUME SI PRENUME", "Nume prenume", "Prenume și nume", "Nume complet", "Nume", "Full name",
        "Name", "Name, Surname", "Име и фамилия", "Трите имена", "Imię i nazwisko", "Nazwisko i imię",
        "För- och efternamn",
        "Namn", "نام و نام خانوادگی",
    ]

    private static func roster(_ header: String, _ names: [String]) -> String {
        let rows = names.enumerated().map { "\($0.offset + 1);\($0.element);primary\n" }
        return "Marca;\(header);Pachet\n" + rows.joined()
    }

    @Test("B2: a comma or capitals tell the family name, whatever the header says", arguments: headers)
    func told(header: String) async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let names = [
                "Popescu, Ion Maria", "POPESCU Ion-Dan", "Ana IONESCU POP", "ȘERBAN I. Ștefan", "Vlad de la MARE",
                "van der BERG Jan", "POPA Gh. Ana", "ion POP",
            ]
            let roster = try await house.upload(Self.roster(header, names), to: acme)
            #expect(roster.problem == nil)
            let columns = roster.reading?.columns.map { "\($0.header)=\($0.column.rawValue)" }
            #expect(
                columns == ["Marca=employee_number", "\(header)=given_name", "\(header)=family_name", "Pachet=package"]
            )
            try await house.applier.apply(roster.id)
            let people = try await house.employments(of: acme).map(\.employment)
            let read = people.sorted { $0.employeeNumber < $1.employeeNumber }.map {
                "\($0.familyName)|\($0.givenName)"
            }
            #expect(
                read == [
                    "Popescu|Ion Maria", "POPESCU|Ion-Dan", "IONESCU POP|Ana", "ȘERBAN|I. Ștefan", "de la MARE|Vlad",
                    "van der BERG|Jan", "POPA|Gh. Ana", "POP|ion",
                ]
            )
        }
    }

    @Test(
        "B2: what nothing tells apart is asked about, never guessed",
        arguments: [
            "Pop Ion", "POP ION", "Pop Ion Maria", "ION Pop MARIA", "BERG van der Jan", "Dr. POPESCU Ion",
            "Dr POPESCU Ion", "DR. POPESCU Ion", "DR POPESCU Ion", "Dr. Popescu, Ion", "Popescu, dr.ing. Ion",
            "POPESCU Ion, Prof.", "Д-Р ИВАНОВ Иван", "POPESCU (n. IONESCU) Maria", "POPESCU (IONESCU) Maria",
            "Popescu (n. Ionescu), Maria", "POPESCU Ion [concediu]",
        ]
    )
    func asked(name: String) async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let text = Self.roster("Nume și prenume", ["Popescu, Ana", name])
            let roster = try await house.upload(text, to: acme)
            #expect(roster.problem == .namesInOneColumn(header: "Nume și prenume", line: 3))
            #expect(try await house.differences(of: roster).isEmpty)
        }
    }

    @Test("B2: names= settles it; one name alone refuses its row")
    func settled() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            func read(_ order: NameOrder) async throws -> [String] {
                let text = Self.roster("Nume și prenume", ["Pop Ion Dan", "Popa, Ana", "Cher", ""])
                let roster = try await house.upload(text, to: acme, names: order)
                let differences = try await house.differences(of: roster)
                return differences.map { difference in
                    "\(difference.familyName ?? "")|\(difference.givenName ?? "")"
                        + difference.problems.map { " \($0.column?.rawValue ?? "") \($0.reason)" }.joined()
                }
            }
            let refused = ["| family_name one-name-only", "| family_name required"]
            #expect(try await read(.familyFirst) == ["Pop|Ion Dan", "Popa|Ana"] + refused)
            #expect(try await read(.givenFirst) == ["Dan|Pop Ion", "Popa|Ana"] + refused)
        }
    }

    @Test("B2: names= keeps small words with their family name; a title or a remark refuses its row")
    func settledWithMore() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            func read(_ names: [String], _ order: NameOrder) async throws -> [String] {
                let roster = try await house.upload(Self.roster("Nume și prenume", names), to: acme, names: order)
                return try await house.differences(of: roster).map { difference in
                    "\(difference.familyName ?? "")|\(difference.givenName ?? "")"
                        + difference.problems.map { "\($0.column?.rawValue ?? "") \($0.reason)" }.joined()
                }
            }
            #expect(try await read(["van der Berg Jan", "de la"], .familyFirst) == ["van der Berg|Jan", "de|la"])
            #expect(try await read(["Jan van der Berg", "Jan de"], .givenFirst) == ["van der Berg|Jan", "de|Jan"])
            let open = "|family_name open-particle"
            #expect(
                try await read(["VAN DER BERG ANNA", "De la Cruz Ana", "Le Van Anh", "Van Anna"], .familyFirst)
                    == ["Van|Anna", open, open, open]
            )
            #expect(
                try await read(["Jan Van der Berg", "JAN DE BOER", "Anna Van"], .givenFirst) == [
                    "Van|Anna", open, open,
                ]
            )
            let refused = "|family_name name-with-more"
            #expect(
                try await read(["Dr. Pop Ion", "Pop (Popa) Ana", "Pop, Ing. Dan"], .familyFirst)
                    == [refused, refused, refused]
            )
        }
    }

    @Test(
        "B2: a column of its own for each name is better than one for both, and a loose header is the name that lacks"
    )
    func beside() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let both = "Marca;Nume și prenume;Nume;Prenume;Pachet\n1;Pop Ion;Pop;Ion;primary\n"
            let reading = try await house.upload(both, to: acme).reading
            #expect(reading?.ignoredColumns == ["Nume și prenume"])
            let loose = try await house.upload("Nr anställd;Namn;Förnamn;Paket\n1;Berg;Eva;primary\n", to: acme)
            #expect(loose.reading?.columns.map(\.column) == [.employeeNumber, .familyName, .givenName, .package])
        }
    }
}
