import Foundation

/// Reads messages as they appear in the outbox folder.
struct Outbox {
    let folder: URL

    func messages() throws -> [JSON] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return try names.filter { $0.hasSuffix(".json") }.sorted()
            .map { try JSON(try Data(contentsOf: folder.appending(path: $0))) }
    }

    /// The newest six-digit code that was sent to that address; waits up to 10 s.
    func code(to address: String) async throws -> String {
        for _ in 0..<200 {
            for message in try messages().reversed() where message["to"]?.text == address {
                if let code = message["text"]?.text?.firstMatch(of: /\b[0-9]{6}\b/) { return String(code.0) }
            }
            // What is waited for is another process, which has no clock of ours.
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Complaint("no code for the address within 10 s; \(try messages().count) messages are there")
    }
}
