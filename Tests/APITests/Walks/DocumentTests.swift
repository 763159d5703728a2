import Testing

@testable import API

@Suite("openapi.yaml")
struct DocumentTests {
    private let document = Document(String(decoding: PackageResources.openapi_yaml, as: UTF8.self))

    @Test("The document and the table have the same rows: method, path and roles")
    func rows() {
        let table = Set(Endpoint.all.map(\.row))
        #expect(document.rows.subtracting(table) == [], "in the document only")
        #expect(table.subtracting(document.rows) == [], "in the table only")
    }

    @Test("What the document refers to is there, and what is there is referred to")
    func references() {
        #expect(document.references.subtracting(document.definitions) == [])
        let unused = document.definitions.subtracting(document.references)
        #expect(unused == ["#/components/securitySchemes/session"])
    }

    @Test("No two endpoints share method and path")
    func distinct() {
        #expect(Set(Endpoint.all.map { "\($0.method) \($0.path)" }).count == Endpoint.all.count)
    }
}
