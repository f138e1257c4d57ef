namespace MLNet.Compression.Reliability.Fuzzing;

/// <summary>A well-formed file to be damaged.</summary>
/// <param name="Path">Where the reader under test expects the file; other files of its folder stay as they are.</param>
/// <param name="Parts">Its pieces.</param>
/// <param name="Assemble">Makes a file of the pieces, with lengths and checksums right.</param>
internal sealed record SeedFile(string Path, IReadOnlyList<FilePart> Parts, Func<IReadOnlyList<byte[]>, byte[]> Assemble)
{
    /// <summary>A file that is one piece.</summary>
    public static SeedFile Whole(string path, FilePart part) => new(path, [part], parts => parts[0]);

    /// <summary>A JSON file that lies there already.</summary>
    public static SeedFile Json(string path) => Whole(path, FilePart.Json(File.ReadAllBytes(path)));

    /// <summary>A file whose pieces follow one another.</summary>
    public static SeedFile Concatenated(string path, params FilePart[] parts) => new(path, parts, pieces => [.. pieces.SelectMany(piece => piece)]);

    /// <summary>The file as it was.</summary>
    public byte[] Original() => Assemble([.. Parts.Select(part => part.Bytes)]);
}
