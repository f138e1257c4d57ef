namespace MLNet.Compression.Reliability.Fuzzing;

/// <summary>A piece of a file that is damaged by itself, so that the lengths and checksums around it can be right.</summary>
internal sealed record FilePart(PartKind Kind, byte[] Bytes)
{
    public static FilePart Binary(ReadOnlySpan<byte> bytes) => new(PartKind.Binary, bytes.ToArray());

    public static FilePart Text(ReadOnlySpan<byte> bytes) => new(PartKind.Text, bytes.ToArray());

    public static FilePart Json(ReadOnlySpan<byte> bytes) => new(PartKind.Json, bytes.ToArray());
}
