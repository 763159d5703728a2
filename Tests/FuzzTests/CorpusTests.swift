import Checks
import Foundation
import Testing

/// The files that fuzzing found worth keeping, and what becomes of them when a byte is lost here and there.
@Suite("Fuzzing: the corpus")
struct CorpusTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fuzz/Corpus")

    private static func files() throws -> [(name: String, bytes: [UInt8])] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
            (name, [UInt8](try Data(contentsOf: folder.appending(path: name))))
        }
    }

    @Test("B2: nothing that must hold of any file is broken by a file of the corpus")
    func corpus() throws {
        let files = try Self.files()
        #expect(files.count > 300)
        for file in files {
            let violation = ReaderChecks.violation(in: file.bytes)
            #expect(violation == nil, "\(file.name)")
        }
    }

    @Test("B2: nor by one that was cut, doubled or damaged", arguments: [1, 2, 3] as [UInt64])
    func damaged(seed: UInt64) throws {
        var random = Damage(seed: seed)
        for file in try Self.files() where file.bytes.count < 4096 {
            for _ in 0..<5 {
                let damaged = random.damaged(file.bytes)
                let violation = ReaderChecks.violation(in: damaged)
                #expect(violation == nil, "\(file.name), seed \(seed): \(damaged)")
            }
        }
    }
}

/// Seeded damage.
private struct Damage {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...below(4) where !bytes.isEmpty {
            let place = below(bytes.count)
            switch below(5) {
            case 0: bytes.remove(at: place)
            case 1: bytes[place] = UInt8(below(256))
            case 2: bytes.insert([0x22, 0x0D, 0x0A, 0x2C, 0x3B, 0x00, 0xEF, 0x3D][below(8)], at: place)
            case 3: bytes.removeSubrange(place...)
            default: bytes.insert(contentsOf: bytes[place..<min(place + 40, bytes.count)], at: place)
            }
        }
        return bytes
    }

    private mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }
}
