/// So many may go on at once; the next waits for its turn.
public actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// So many at once.
    public init(_ count: Int) { free = count }

    /// Waits for a turn; whoever has got it gives it back.
    public func take() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    /// Lets the next one go on, who has waited longest.
    public func giveBack() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
