// SPDX-License-Identifier: Apache-2.0

extension KernelName {
    /// Where the kernel lists the object in a folder of /sys: after those of smaller ranks.
    ///
    /// kernfs orders the entries of a folder by a hash of their names, on all 64-bit machines the same one: the functions
    /// `kernfs_name_hash` and `hash_64`.
    public var folderRank: UInt64 {
        let hash = rawValue.utf8.reduce(UInt64(0)) { hash, byte in
            (hash &+ UInt64(byte) << 4 &+ UInt64(byte) >> 4) &* 11
        }
        let rank = (hash &* 0x61c8_8646_80b5_83eb) >> 32 & 0x7fff_ffff
        return min(rank < 2 ? rank + 2 : rank, 0x7fff_fffe)
    }
}
