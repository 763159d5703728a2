import Crypto
import Kernel

extension AccountID {
    /// A package's account. Its id is made from the code, so that an entry that names the account names the package.
    init(of package: PackageCode) {
        var hash = SHA256()
        hash.add("carnet-package-account-1")
        hash.add(package.text)
        self.init(bits: hash.finalize().prefix(16).reduce(0) { $0 << 8 | UInt128($1) })
    }
}
