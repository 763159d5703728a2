import Entitlements
import Kernel
import People
import Store

// What a comparison asks of other rooms.
extension Employers {
    /// What names of packages mean: codes, names and aliases in any language.
    func packageCodes(named names: Set<String>, in session: Session) throws -> [String: PackageCode] {
        var codes: [String: PackageCode] = [:]
        for name in names { codes[name] = try entitlements.packageCode(named: name, in: session) }
        return codes
    }

    /// Refuses the rows of a slice whose new username is somebody else's in the network. That it is taken is all that
    /// is said.
    func refuseTakenUsernames(of roster: RosterID, from: Int, through: Int, in session: Session) throws {
        let rows = try session.all(RosterRowSQL.usernames, roster, from, through) { row in
            (
                number: try row[0] as Int, username: try row[1] as String, nationalID: try row[2] as [UInt8]?,
                person: try row[3] as PersonID?
            )
        }
        for row in rows {
            guard let username = try? Username(reading: row.username),
                let holder = try people.holder(of: username, in: session), holder != row.person
            else { continue }
            if row.person == nil, let index = row.nationalID,
                try people.persons(withNationalIDIndexes: [index], in: session)[index] == holder
            {
                continue
            }
            let problem = RowProblem(.username, .usernameTaken)
            try session.run(RosterRowSQL.refuse, roster, row.number, problem.stored)
        }
    }
}
