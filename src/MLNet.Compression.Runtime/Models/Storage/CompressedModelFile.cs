using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Models.Storage;

/// <summary>The file of a compressed model: a header, a table of sections, the sections. See docs/model-format.md.</summary>
internal static class CompressedModelFile
{
    public const int Version = 1;
    private const int FixedHeaderSize = 24;
    private const int TableEntrySize = 16;
    private const string NewerRemedy = "The file was written by a newer version: update the library.";

    private static ReadOnlySpan<byte> Magic => [0x89, (byte)'M', (byte)'L', (byte)'C', (byte)'M', (byte)'\r', (byte)'\n', 0x1a];

    private static int HeaderSize => FixedHeaderSize + (ModelSection.All.Count * TableEntrySize) + sizeof(uint);

    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    public static long Measure(CompressedModel model) => HeaderSize + MeasureSections(model).Sum(s => s.Length);

    public static void Write(CompressedModel model, Stream stream)
    {
        var sections = MeasureSections(model);
        var writer = new ModelWriter(stream);
        writer.WriteBytes(Magic);
        writer.WriteInt32(Version);
        writer.WriteInt32(sections.Length);
        writer.WriteInt64(HeaderSize - FixedHeaderSize + sections.Sum(s => s.Length));
        for (var i = 0; i < sections.Length; i++)
        {
            writer.WriteUInt32(ModelSection.All[i].Id);
            writer.WriteInt64(sections[i].Length);
            writer.WriteUInt32(sections[i].Checksum);
        }

        writer.WriteUInt32(writer.Checksum);
        foreach (var section in ModelSection.All)
        {
            section.Write(writer, model);
        }
    }

    /// <summary>Reads exactly one model.</summary>
    /// <param name="stream">A stream at its first byte.</param>
    /// <param name="file">The name in messages.</param>
    /// <param name="follow">
    /// Is shown what has been read so far, when the header and when each section was read and its checksum compared: what is there can be
    /// relied on, what is not there yet is null.
    /// </param>
    public static CompressedModel Read(Stream stream, string file, Action<ModelParts>? follow = null)
    {
        var reader = ModelReader.Of(stream, file);
        var parts = new ModelParts();
        var table = ReadHeader(reader);
        follow?.Invoke(parts);
        for (var i = 0; i < table.Length; i++)
        {
            var section = ModelSection.All[i];
            reader.RestartChecksum();
            reader.ReadExactly(table[i].Length, section.Name + " section", () => section.Read(reader, parts));
            CheckChecksum(reader, table[i].Checksum, section.Name + " section");
            follow?.Invoke(parts);
        }

        try
        {
            return parts.ToModel();
        }
        catch (ArgumentException e)
        {
            throw reader.Error("parts that fit each other", e.Message, cause: e);
        }
    }

    private static (long Length, uint Checksum)[] MeasureSections(CompressedModel model) =>
    [
        .. ModelSection.All.Select(section =>
        {
            var writer = new ModelWriter(Stream.Null);
            section.Write(writer, model);
            return (writer.Position, writer.Checksum);
        }),
    ];

    // Here and in what it calls loops instead of queries: each query operator would have to be compiled before a file is read.
    private static SectionEntry[] ReadHeader(ModelReader reader)
    {
        var magic = reader.ReadBytes(Magic.Length, "the first bytes of a compressed model");
        if (!Magic.SequenceEqual(magic))
        {
            throw GitLfsPointer.StartsWith(magic)
                ? reader.Error("a compressed model", GitLfsPointer.Found, GitLfsPointer.Remedy)
                : reader.Error("the first bytes of a compressed model", Convert.ToHexString(magic), "Is it another kind of file?");
        }

        var version = reader.ReadInt32("the format version", 1, int.MaxValue);
        if (version > Version)
        {
            throw reader.Error($"format version 1 to {Version}", $"{version}", NewerRemedy);
        }

        var count = reader.ReadInt32("the number of sections", 1, 64);
        var length = FixedHeaderSize + reader.ReadLength("the length of the file");
        reader.EndAt(length);
        var table = new SectionEntry[count];
        for (var i = 0; i < count; i++)
        {
            table[i] = new SectionEntry(
                reader.ReadUInt32("a section's kind"), reader.ReadLength("a section's length"), reader.ReadUInt32("a checksum"));
        }

        var actual = reader.Checksum;
        CheckValue(reader, actual, reader.ReadUInt32("the header's checksum"), "header");
        CheckSections(reader, table, length);
        return table;
    }

    private static void CheckSections(ModelReader reader, SectionEntry[] table, long length)
    {
        var known = ModelSection.All;
        var inOrder = table.Length == known.Count;
        var sum = reader.Position;
        for (var i = 0; i < table.Length; i++)
        {
            if (!IsKnown(table[i].Id))
            {
                throw reader.Error($"sections that version {Version} knows", $"0x{table[i].Id:x8}", NewerRemedy);
            }

            inOrder = inOrder && table[i].Id == known[i].Id;
            sum += table[i].Length;
        }

        if (!inOrder)
        {
            throw reader.Error("every section once, in order", string.Join(", ", table.Select(entry => $"0x{entry.Id:x8}")));
        }

        if (sum != length)
        {
            throw reader.Error($"sections that fill the {length} bytes of the file", $"{sum} bytes");
        }
    }

    private static bool IsKnown(uint id)
    {
        foreach (var section in ModelSection.All)
        {
            if (section.Id == id)
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckChecksum(ModelReader reader, uint expected, string what) =>
        CheckValue(reader, reader.Checksum, expected, what);

    private static void CheckValue(ModelReader reader, uint actual, uint expected, string what)
    {
        if (actual != expected)
        {
            throw reader.Error(
                $"a {what} with the checksum {expected:x8}", $"{actual:x8}", "The file is damaged: copy or save it again.");
        }
    }
}
