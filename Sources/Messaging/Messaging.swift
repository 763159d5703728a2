public import Kernel
public import Secrets
public import Store

/// The outbox: messages that are due, sent or failed.
///
/// A message is posted in the transaction of its cause, so that both commit or neither does; an `OutboxDispatcher`
/// delivers it afterwards. Address and text are kept encrypted, and subject and text are wiped once it is over.
public struct Messaging: Sendable {
    let vault: Vault

    /// With the vault that encrypts what is written to people.
    public init(vault: Vault) { self.vault = vault }

    /// Puts a message into the outbox.
    @discardableResult
    public func post(_ draft: Draft, in session: Session) throws -> MessageID {
        let id: MessageID = session.newID()
        try insert([(id, draft)], in: session)
        return id
    }

    /// Puts many messages into the outbox.
    public func post(_ drafts: [Draft], in session: Session) throws {
        try insert(drafts.map { (session.newID(), $0) }, in: session)
    }

    /// How many messages wait, channel by channel.
    public func due(in session: Session) throws -> [Channel: Int] {
        let counts = try session.all(MessagingSQL.countDue) { (try $0[0] as Channel, try $0[1] as Int) }
        return Dictionary(counts) { first, _ in first }
    }

    /// What became of a message; nil when there is none of that id.
    public func state(of id: MessageID, in session: Session) throws -> MessageState? {
        try session.first(MessagingSQL.state, id) { try $0[0] as MessageState }
    }

    private func insert(_ messages: [(id: MessageID, draft: Draft)], in session: Session) throws {
        try session.runEach(MessagingSQL.insert, messages) { message, arguments in
            let draft = message.draft
            arguments.append(message.id.value)
            arguments.append(draft.channel.value)
            arguments.append(draft.priority.rawValue.value)
            arguments.append(try vault.seal(draft.to, .messageAddress).value)
            arguments.append(try draft.subject.map { try vault.seal($0, .messageSubject) }.value)
            arguments.append(try vault.seal(draft.text, .messageText).value)
            arguments.append(draft.person.value)
            arguments.append(session.now.value)
            arguments.append((draft.expiresAt ?? MessagingRules.expiry(of: draft.priority, at: session.now)).value)
        }
    }
}

extension Vault.Field {
    // Part of what is stored: never change one.
    static let messageAddress = Vault.Field("message-address")
    static let messageSubject = Vault.Field("message-subject")
    static let messageText = Vault.Field("message-text")
}
