import Kernel
import People
import Store

/// Whose things a member asks for: the member's own, or a child's for whom the member acts (`?child=`).
struct Subject: Sendable {
    let people: People
    let member: PersonID
    let child: PersonID?

    /// Throws People's `noSuchPerson` for anybody else's.
    func person(in session: Session) throws -> PersonID {
        try people.subject(child, for: member, in: session)
    }
}

extension Call {
    /// Whose things the request names.
    func subject(_ caller: MemberCaller) throws -> Subject {
        let child = try query("child").map { text in
            guard let child = PersonID(text) else {
                throw APIFailure.fieldInvalid("child", reason: KernelMessages.notIdentifier(PersonKind.prefix))
            }
            return child
        }
        return Subject(people: services.people, member: caller.person, child: child)
    }
}
