import Foundation

/// `make bench`: each figure as a ratio to a yardstick from the same run, because machines differ and drift.
@main
enum Bench {
    static func main() async throws {}
}
