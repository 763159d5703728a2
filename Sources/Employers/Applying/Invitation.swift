import Store

/// That somebody is to be told of a subscription.
enum Invitation {
    /// Why.
    enum Reason: String, TextStorable {
        /// The employment is new.
        case join
        /// There is a new address to write to.
        case contact
        /// HR asked to send it again.
        case again

        init?(stored text: String) { self.init(rawValue: text) }
        var description: String { rawValue }
    }
}
