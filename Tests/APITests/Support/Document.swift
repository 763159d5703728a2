import HTTPTypes
import People

@testable import API

/// `openapi.yaml` as the tests read it: the rows of `paths`, which are written one way so that this stays simple.
///
/// A path stands two spaces in, a method four, `x-roles` six.
struct Document {
    struct Row: Hashable, CustomStringConvertible {
        let method: String
        let path: String
        let roles: Set<String>
        var description: String { "\(method) \(path) \(roles.sorted())" }
    }

    let rows: Set<Row>
    /// Every `$ref`, and every name that one may refer to.
    let references: Set<String>
    let definitions: Set<String>

    init(_ text: String) {
        var rows: Set<Row> = []
        var definitions: Set<String> = []
        var (section, path, method) = ("", "", "")
        for line in text.split(separator: "\n") {
            let indent = line.prefix { $0 == " " }.count
            let word = line.dropFirst(indent)
            let key = String(word.prefix { $0 != ":" })
            switch indent {
            case 0: section = key
            case 2 where section == "paths" || section == "components": path = key
            case 4 where section == "components": definitions.insert("#/components/\(path)/\(key)")
            case 4 where section == "paths": method = key.uppercased()
            case 6 where section == "paths" && key == "x-roles":
                let roles = word.dropFirst(key.count + 1).filter { !"[] ".contains($0) }.split(separator: ",")
                rows.insert(Row(method: method, path: path, roles: Set(roles.map(String.init))))
            default: break
            }
        }
        self.rows = rows
        self.definitions = definitions
        references = Set(text.matches(of: /\$ref: "([^"]+)"/).map { String($0.1) })
    }
}

extension Endpoint {
    /// The endpoint as the document should have it.
    var row: Document.Row {
        let roles: Set<String> =
            switch access {
            case .anyone: ["anyone"]
            case .roles(let roles): Set(roles.map(\.rawValue))
            }
        return Document.Row(method: method.rawValue, path: path, roles: roles)
    }
}
