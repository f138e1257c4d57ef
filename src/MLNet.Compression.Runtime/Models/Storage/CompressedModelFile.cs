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

    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    public static long Measure(CompressedModel model)
    {
        var sections = MeasureSections(model);
        return HeaderSize(sections.Length) + sections.Sum(s => s.Length);
    }

    public static void Write(CompressedModel model, Stream stream)
    {
        var sections = MeasureSections(model);
        var writer = new ModelWriter(stream);
        writer.WriteBytes(Magic);
        writer.WriteInt32(Version);
        writer.WriteInt32(sections.Length);
        writer.WriteInt64(HeaderSize(sections.Length) - FixedHeaderSize + sections.Sum(s => s.Length));
        foreach (var (id, length, checksum) in sections)
        {
            writer.WriteUInt32(id);
            writer.WriteInt64(length);
            writer.WriteUInt32(checksum);
        }

        writer.WriteUInt32(writer.Checksum);
        foreach (var section in SectionsOf(model))
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
            var section = ModelSection.Find(table[i].Id)!;
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

    private static int HeaderSize(int sections) => FixedHeaderSize + (sections * TableEntrySize) + sizeof(uint);

    private static IEnumerable<ModelSection> SectionsOf(CompressedModel model) => ModelSection.All.Where(section => section.IsThere?.Invoke(model) ?? true);

    private static SectionEntry[] MeasureSections(CompressedModel model) =>
    [
        .. SectionsOf(model).Select(section =>
        {
            var writer = new ModelWriter(Stream.Null);
            section.Write(writer, model);
            return new SectionEntry(section.Id, writer.Position, writer.Checksum);
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
        var sum = reader.Position;
        for (var i = 0; i < table.Length; i++)
        {
            if (ModelSection.Find(table[i].Id) is null)
            {
                throw reader.Error($"sections that version {Version} knows", $"0x{table[i].Id:x8}", NewerRemedy);
            }

            sum += table[i].Length;
        }

        if (!AreInOrder(table))
        {
            throw reader.Error("every section once, in order", string.Join(", ", table.Select(entry => $"0x{entry.Id:x8}")));
        }

        if (sum != length)
        {
            throw reader.Error($"sections that fill the {length} bytes of the file", $"{sum} bytes");
        }
    }

    private static bool AreInOrder(SectionEntry[] table)
    {
        var next = 0;
        foreach (var section in ModelSection.All)
        {
            if (next < table.Length && table[next].Id == section.Id)
            {
                next++;
            }
            else if (section.IsThere is null)
            {
                return false;
            }
        }

        return next == table.Length;
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
