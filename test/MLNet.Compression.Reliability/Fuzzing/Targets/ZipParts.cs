using System.IO.Compression;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>ZIP files as lists of entries.</summary>
internal static class ZipParts
{
    public static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>A ZIP file whose entries are stored as they are.</summary>
    public static byte[] Write(IEnumerable<(string Name, byte[] Bytes)> entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var target = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                target.Write(bytes);
            }
        }

        return stream.ToArray();
    }
}
