import Kernel
import Messaging
import People
import Store

extension Desk {
    /// Tells a member in their language, where there is a way.
    func tell(_ person: PersonID, _ subject: Message, _ message: Message, in session: Session) throws {
        guard let contact = try people.contactPoint(of: person, in: session) else { return }
        let text = message.text(in: contact.language)
        let draft =
            switch contact.channel {
            case .email:
                Draft(
                    channel: .email,
                    to: contact.to,
                    subject: subject.text(in: contact.language),
                    text: text,
                    priority: .news,
                    person: person
                )
            case .sms: Draft(channel: .sms, to: contact.to, text: text, priority: .news, person: person)
            }
        try messaging.post(draft, in: session)
    }
}
