import Store

extension Credits {
    /// Proves all leaves, the chain of seals, and the root of one seal: the one asked for, else the last; nil when none
    /// was asked for. Of the entries only the hashes are looked at: that they are right, the chains' proof shows.
    func provenSeal(_ root: SealRoot?, in session: Session, progress: (Int) -> Void) throws -> Seal? {
        let seal =
            if let root { try session.first(SealSQL.ofRoot, root.bytes, read: Seal.init(row:)) } else {
                try session.first(SealSQL.last, read: Seal.init(row:))
            }
        var proof = SealProof(of: seal?.number ?? 0)
        try session.each(SealSQL.everyLeaf) { row in
            try proof.take(row)
            progress(proof.leaves)
        }
        proof.finish()
        var previous = Seal.origin
        try session.each(SealSQL.all) { row in
            let next = try Seal(row: row)
            guard next.follows(previous) else { throw LedgerFault.Found(fault: .wrong(next)) }
            previous = next.hash
        }
        guard let seal else {
            if root != nil { throw LedgerFault.Found(fault: LedgerFault(reason: .sealUnknown)) }
            return nil
        }
        guard proof.state.root == seal.root, proof.state.accounts == seal.accounts, proof.state.entries == seal.entries
        else { throw LedgerFault.Found(fault: .wrong(seal)) }
        return root == nil ? nil : seal
    }
}

extension LedgerFault {
    fileprivate static func wrong(_ seal: Seal) -> LedgerFault { LedgerFault(reason: .sealWrong, seal: seal.number) }
}
