public import Foundation

/// A disk of a few megabytes, to be filled. Takes root.
public struct SmallDisk: Sendable {
    /// Where it is mounted.
    public let folder: URL

    /// Mounts one in memory.
    public init(megabytes: Int) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "carnet-disk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        _ = try Command.run("mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m,mode=777", "tmpfs", folder.path])
    }

    /// Makes it the tablespace `small` of a server.
    public func becomeTablespace(of server: TestServer) throws {
        let place = folder.appending(path: "tablespace")
        _ = try Command.run("install", ["-d", "-o", "postgres", "-m", "700", place.path])
        _ = try server.query("postgres", "CREATE TABLESPACE small LOCATION '\(place.path)'")
    }

    /// Makes room.
    public func grow(megabytes: Int) throws {
        _ = try Command.run("mount", ["-o", "remount,size=\(megabytes)m", folder.path])
    }

    /// Takes it away, whoever still uses it.
    public func remove() {
        _ = try? Command.run("umount", ["--lazy", folder.path])
        try? FileManager.default.removeItem(at: folder)
    }
}
