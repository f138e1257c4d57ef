namespace MLNet.Compression.Runtime.Files;

/// <summary>The few lines that Git leaves in place of a large file where its extension for large files did not run.</summary>
internal static class GitLfsPointer
{
    public const string Found = "a Git LFS pointer to it";
    public const string Remedy = "Run 'git lfs pull' where the folder was cloned, or download the file itself.";

    /// <summary>Bytes by which a pointer is told from other files.</summary>
    public const int Length = 23;

    private static ReadOnlySpan<byte> Start => "version https://git-lfs"u8;

    /// <summary>Whether a file of these first bytes, or of as many as are at hand, is a pointer.</summary>
    public static bool StartsWith(ReadOnlySpan<byte> bytes) => !bytes.IsEmpty && Start.StartsWith(bytes[..Math.Min(bytes.Length, Length)]);
}
