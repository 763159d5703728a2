public import Kernel
import Messaging
import People
public import Store

extension Employers {
    /// Sends the invitations that are due to the outbox: each in the person's language, by e-mail, or by text message
    /// where there is only a phone (B17). Who has neither needs a slip; who left meanwhile isn't told.
    ///
    /// For a background job, a batch a transaction. Returns how many were dealt with; 0 when none is due.
    @discardableResult
    public func inviteDue(limit: Int = 200, in session: Session) throws -> Int {
        try session.lock(Self.inviting)
        var due: [DueInvitation] = []
        var set = ChangeSet.immediate
        // A set of which nothing is left to send isn't the last one.
        while due.isEmpty {
            guard let next = try session.first(InvitationSQL.nextSet, read: { try $0[0] as ChangeSetID }) else {
                return 0
            }
            set = next
            let employments = try session.all(InvitationSQL.due, set, limit) { try $0[0] as EmploymentID }
            let asked = try employments.map {
                try session.ask(InvitationSQL.invitation, $0, read: DueInvitation.init(row:))
            }
            due = try asked.flatMap { try $0.get() }
            if due.count < limit { try session.run(InvitationSQL.endSet, set) }
        }
        let drafts = try due.compactMap { invitation -> Draft? in
            guard let letter = invitation.letter, letter.isCurrent(at: session.now) else { return nil }
            let isActivated = try people.isActivated(letter.person, in: session)
            // A new address is no news to somebody who has an account, and none at all once its roster was undone.
            guard invitation.reason != .contact || !isActivated && !invitation.isUndone else { return nil }
            return letter.draft(isActivated: isActivated)
        }
        try messaging.post(drafts, in: session)
        try session.runEach(InvitationSQL.setSent, due) { invitation, arguments in
            arguments = [invitation.employment.value, set.value, session.now.value]
        }
        return due.count
    }

    /// Invites once more, on HR's request. Throws `noSuchEmployment`, or `noContact` when only a slip helps.
    public func inviteAgain(_ id: EmploymentID, in session: Session) throws {
        guard let employment = try employment(id, in: session) else { throw EmployersFailure.noSuchEmployment }
        guard employment.email != nil || employment.phone != nil else { throw EmployersFailure.noContact }
        try session.lock(Self.inviting)
        try session.run(
            InvitationSQL.queue,
            id,
            ChangeSet.immediate,
            session.now,
            Invitation.Reason.again.rawValue
        )
        try session.run(InvitationSQL.addSet, ChangeSet.immediate, session.now)
    }

    /// Locked by whoever takes what is due, so that nobody is invited twice, and by whoever adds to a set that may just
    /// be ending.
    private static let inviting = Array("invitations".utf8)
}

/// An invitation, and what goes into it while its employment counts.
private struct DueInvitation {
    let employment: EmploymentID
    let reason: Invitation.Reason
    /// Whether the roster that asked for it was taken back.
    let isUndone: Bool
    let letter: Letter?

    struct Letter {
        let person: PersonID
        let givenName: String
        let email: String?
        let phone: String?
        let language: Language
        let endsOn: Day?
        let employer: String
        let zone: Zone
    }

    init(row: Row) throws {
        employment = try row[0]
        reason = try row[1]
        isUndone = try row[10]
        letter =
            row.isNull(2)
            ? nil
            : Letter(
                person: try row[2],
                givenName: try row[3],
                email: try row[4],
                phone: try row[5],
                language: try row[6],
                endsOn: try row[7],
                employer: try row[8],
                zone: try row[9]
            )
    }
}

extension DueInvitation.Letter {
    fileprivate func isCurrent(at now: Instant) -> Bool {
        endsOn.map { zone.day(at: now) < $0 } ?? true
    }

    /// Nil when there is nowhere to write to.
    fileprivate func draft(isActivated: Bool) -> Draft? {
        guard let to = email ?? phone else { return nil }
        let isEmail = email != nil
        let message =
            isActivated
            ? EmployersMessages.anotherSubscription
            : isEmail ? EmployersMessages.invitationByEmail : EmployersMessages.invitationByPhone
        let values: KeyValuePairs = ["name": givenName, "employer": employer]
        return Draft(
            channel: isEmail ? .email : .sms,
            to: to,
            subject: isEmail ? EmployersMessages.invitationSubject.with(values).text(in: language) : nil,
            text: message.with(values).text(in: language),
            priority: .invitation,
            person: person
        )
    }
}
