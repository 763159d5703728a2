import Kernel
import Messaging
import People
import Store

extension Desk {
    /// Tells a member, or the guardians of a child, in their language, where there is a way.
    func tell(_ person: PersonID, _ subject: Message, _ message: Message, in session: Session) throws {
        for (recipient, contact) in try people.recipients(of: person, in: session) {
            var text = message.text(in: contact.language)
            if recipient != person {
                let child = try people.name(of: person, in: session).full
                text = DeskMessages.aboutChild.with(["child": child, "text": text]).text(in: contact.language)
            }
            let draft =
                switch contact.channel {
                case .email:
                    Draft(
                        channel: .email,
                        to: contact.to,
                        subject: subject.text(in: contact.language),
                        text: text,
                        priority: .news,
                        person: recipient
                    )
                case .sms: Draft(channel: .sms, to: contact.to, text: text, priority: .news, person: recipient)
                }
            try messaging.post(draft, in: session)
        }
    }
}
