import Foundation
import Kernel
import Secrets
import Store

/// Which keys a database was made with, so that it is never opened, or filled, with others.
enum Installation {
    static let migrations = [
        Migration(
            "carnet/0001",
            [
                """
                CREATE TABLE installation (
                    id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
                    key_fingerprint {bytes} NOT NULL,
                    made_at {instant} NOT NULL
                ) {strict}
                """
            ]
        )
    ]

    /// The keys of this database: made on first start, and only the same ones ever after.
    static func keys(path: String, store: any Store, random: any RandomSource) async throws -> Keys {
        let known = try await fingerprint(store)
        let keys: Keys
        if known == nil, !FileManager.default.fileExists(atPath: path) {
            keys = try Keys.create(path: path, random: random)
        } else {
            keys = try Keys.load(path: path)
        }
        let fingerprint = keys.fingerprint
        guard known == nil else {
            // Nothing is written here: what only reads goes on where the database can only be read.
            guard known == fingerprint else { throw KeysFailure.wrong(path: path) }
            return keys
        }
        try await store.write { session in
            try session.run(
                "INSERT INTO installation (id, key_fingerprint, made_at) VALUES (1, ?1, ?2) ON CONFLICT DO NOTHING",
                fingerprint,
                session.now
            )
        }
        guard try await self.fingerprint(store) == fingerprint else { throw KeysFailure.wrong(path: path) }
        return keys
    }

    /// The fingerprint of the keys that the database was made with; nil when none have been used yet.
    static func fingerprint(_ store: any Store) async throws -> [UInt8]? {
        try await store.point { session in
            try session.first("SELECT key_fingerprint FROM installation WHERE id = 1") { try $0[0] as [UInt8] }
        }
    }
}
