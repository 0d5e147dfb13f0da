import EaselProviderKit
import Testing

struct HostAddressTests {
    @Test(arguments: [
        "127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "[::1]", "::", "fe80::1",
        "fc00::1", "fd12::1",
        "[::ffff:10.0.0.1]", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "localhost", "LOCALHOST.", "a.localhost",
        "printer.local",
        "metadata.google.internal", "",
    ]) func `addresses of this machine and its network are private`(_ host: String) {
        #expect(HostAddress(host).isPrivate)
    }

    @Test(arguments: [
        "8.8.8.8", "172.32.0.1", "172.15.0.1", "100.128.0.1", "192.167.1.1", "2606:4700::1111", "[2001:db8::1]",
        "v3.fal.media",
        "localhost.example.com", "10.example.com", "::ffff:8.8.8.8",
    ]) func `addresses of the internet are public`(_ host: String) {
        #expect(!HostAddress(host).isPrivate)
    }
}
