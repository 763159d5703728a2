import Secrets
import Testing

@Suite("Digests of files")
struct FileDigestTests {
    @Test("the SHA-256 is what sha256sum prints")
    func sha256() {
        #expect(
            FileDigest.sha256(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
    }
}
