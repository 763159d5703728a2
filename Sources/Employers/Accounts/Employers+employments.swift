public import Kernel
public import Store

extension Employers {
    /// The employment; nil when there is none that counts.
    public func employment(_ id: EmploymentID, in session: Session) throws -> Employment? {
        try session.first(EmploymentSQL.employment, id, read: Employment.init(row:))
    }

    /// The latest employment with that number at an employer.
    public func employment(
        number: String,
        at employer: EmployerID,
        in session: Session
    ) throws -> Employment? {
        try session.first(EmploymentSQL.byNumber, employer, number, read: Employment.init(row:))
    }

    /// All employments of a person, those that are over and those to come among them, the earliest first.
    public func employments(of person: PersonID, in session: Session) throws -> [Employment] {
        try session.all(EmploymentSQL.ofPerson, person, read: Employment.init(row:))
    }

    /// The employments that a person has today, each by its own employer's day.
    public func currentEmployments(of person: PersonID, in session: Session) throws -> [Employment] {
        try employments(of: person, in: session).filter { employment in
            let today = try today(of: employment.employer, in: session)
            return employment.startsOn <= today && !employment.hasEnded(on: today)
        }
    }

    /// Who left an employer within `[from, until)`, counted by the last day of work, the earliest first.
    public func leavers(
        of employer: EmployerID,
        from: Day,
        until: Day,
        in session: Session
    ) throws -> [Employment] {
        // The first day that is none any more is the day after the last.
        try session.all(EmploymentSQL.leavers, employer, from, until, read: Employment.init(row:))
    }

    /// How many current employments have each package on a day.
    public func headCount(of employer: EmployerID, on day: Day, in session: Session) throws -> [PackageCode: Int] {
        let counts = try session.all(EmploymentSQL.countsByPackage, employer, day) { row in
            (try row[0] as PackageCode, try row[1] as Int)
        }
        return Dictionary(counts) { first, _ in first }
    }
}

extension Employment {
    init(row: Row) throws {
        self.init(
            id: try row[0],
            employer: try row[1],
            employeeNumber: try row[2],
            person: try row[3],
            givenName: try row[4],
            familyName: try row[5],
            username: try row[6],
            email: try row[7],
            phone: try row[8],
            birthDate: try row[9],
            department: try row[10],
            package: try row[11],
            startsOn: try row[12],
            endsOn: try row[13],
            language: try row[14]
        )
    }
}
