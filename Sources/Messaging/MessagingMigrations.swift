public import Store

extension Messaging {
    /// The room's schema.
    public static let migrations = [
        Migration(
            "messaging/0001",
            [
                """
                CREATE TABLE message (
                    id {id} NOT NULL PRIMARY KEY,
                    channel {text} NOT NULL CHECK (channel IN ('email', 'sms')),
                    priority {int} NOT NULL CHECK ({priority in 0, 1, 2}), -- code, invitation, news
                    address {bytes} NOT NULL, -- encrypted
                    subject {bytes}, -- encrypted; wiped once it is over
                    words {bytes}, -- encrypted; wiped once it is over
                    person {id},
                    posted_at {instant} NOT NULL,
                    due_at {instant} NOT NULL,
                    expires_at {instant} NOT NULL,
                    tries {int} NOT NULL DEFAULT 0,
                    state {text} NOT NULL CHECK ({state in 'due', 'sent', 'failed'}),
                    reason {text},
                    ended_at {instant},
                    CHECK ((state = 'due') = (words IS NOT NULL)),
                    CHECK ((state = 'due') = (ended_at IS NULL))
                ) {strict}
                """,
                "CREATE INDEX message_due ON message (channel, priority, due_at, id) WHERE state = 'due'",
                "CREATE INDEX message_person ON message (person) WHERE person IS NOT NULL",
            ]
        )
    ]
}
