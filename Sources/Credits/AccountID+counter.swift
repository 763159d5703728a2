import Crypto
import Kernel

// The accounts on the other side. Their ids are made from whose they are, so that an entry that names the account names
// its owner, and a chain that holds the id needs nothing else. A location's account has the location's id.

extension AccountID {
    /// A package's: what it grants, and what expired.
    init(of package: PackageCode) { self.init(of: "package:\(package.text)") }

    /// The operator's: what it gave and took by correction, and what expired of it.
    static let corrections = AccountID(of: "corrections")

    private init(of owner: String) {
        var fields: [UInt8] = []
        fields.add("carnet-account-1")
        fields.add(owner)
        self.init(bits: SHA256.hash(data: fields).prefix(16).reduce(0) { $0 << 8 | UInt128($1) })
    }
}
