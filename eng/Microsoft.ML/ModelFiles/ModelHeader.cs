namespace Microsoft.ML;

/// <summary>
/// The 256 bytes before a component's model block: where the blocks are, the block's format, and who reads it.
/// Offsets count from the start of the header.
/// </summary>
internal sealed class ModelHeader
{
    public const int Size = 0x100;

    private const ulong FileSignature = 0x4C45444F4D004C4DUL;
    private const ulong TailSignature = 0x4D4C004D4F44454CUL;
    private const uint CurrentVersion = 0x00010002;

    public long ModelSize { get; set; }

    public ulong ModelSignature { get; private set; }

    public uint ModelVersionWritten { get; private set; }

    public uint ModelVersionReadable { get; private set; }

    public string LoaderSignature { get; private set; } = "";

    public string LoaderSignatureAlt { get; private set; } = "";

    public string LoaderAssemblyName { get; private set; } = "";

    public void SetVersion(VersionInfo version)
    {
        ModelSignature = version.ModelSignature;
        ModelVersionWritten = version.VerWrittenCur;
        ModelVersionReadable = version.VerReadableCur;
        LoaderSignature = version.LoaderSignature ?? "";
        LoaderSignatureAlt = version.LoaderSignatureAlt ?? "";
        LoaderAssemblyName = version.LoaderAssemblyName ?? "";
    }

    /// <summary>Throws unless a reader of the given version can read the model block.</summary>
    public void CheckVersion(VersionInfo version)
    {
        ModelFormat.Check(ModelSignature == version.ModelSignature, "Unknown file type");
        ModelFormat.Check(ModelVersionReadable <= ModelVersionWritten, "Corrupt file header");
        ModelFormat.Check(ModelVersionWritten <= version.VerWrittenCur, "The model was saved by a newer version of its component.");
        ModelFormat.Check(ModelVersionWritten >= version.VerWeCanReadBack, "The model was saved by a version of its component that is too old.");
    }

    /// <summary>Writes assembly name and tail after the model block, then the header before it.</summary>
    public void WriteAround(BinaryWriter writer, long start)
    {
        var assemblyOffset = LoaderAssemblyName.Length == 0 ? 0 : writer.BaseStream.Position - start;
        foreach (var character in LoaderAssemblyName)
            writer.Write((ushort)character);
        var tail = writer.BaseStream.Position - start;
        writer.Write(TailSignature);
        var limit = writer.BaseStream.Position - start;

        writer.BaseStream.Position = start;
        writer.Write(FileSignature);
        writer.Write(CurrentVersion);
        writer.Write(CurrentVersion);
        writer.Write((long)Size);
        writer.Write(ModelSize);
        writer.Write(new byte[4 * sizeof(long)]);
        writer.Write(ModelSignature);
        writer.Write(ModelVersionWritten);
        writer.Write(ModelVersionReadable);
        writer.Write(LoaderName.ToBytes(LoaderSignature));
        writer.Write(LoaderName.ToBytes(LoaderSignatureAlt));
        writer.Write(tail);
        writer.Write(limit);
        writer.Write(assemblyOffset);
        writer.Write((uint)(LoaderAssemblyName.Length * sizeof(char)));
        writer.BaseStream.Position = start + limit;
    }

    /// <summary>Reads and checks the header and what it points to; leaves the reader at the model block.</summary>
    public static ModelHeader Read(BinaryReader reader)
    {
        var stream = reader.BaseStream;
        var start = stream.Position;
        ModelFormat.Check(stream.Length - start >= Size, "The file is shorter than its header.");
        ModelFormat.Check(reader.ReadUInt64() == FileSignature, "Wrong file type");
        ModelFormat.Check(reader.ReadUInt32() <= CurrentVersion && reader.ReadUInt32() <= CurrentVersion, "File is too new");
        ModelFormat.Check(reader.ReadInt64() == Size, "Corrupt file header");
        var header = new ModelHeader { ModelSize = reader.ReadInt64() };
        ModelFormat.Check(header.ModelSize >= 0 && header.ModelSize <= stream.Length - start - Size, "Corrupt file header");
        ModelFormat.Check(reader.ReadBytes(4 * sizeof(long)).All(value => value == 0), "The file has a string table, which is not supported.");
        header.ModelSignature = reader.ReadUInt64();
        header.ModelVersionWritten = reader.ReadUInt32();
        header.ModelVersionReadable = reader.ReadUInt32();
        header.LoaderSignature = LoaderName.FromBytes(reader.ReadBytes(LoaderName.Size));
        header.LoaderSignatureAlt = LoaderName.FromBytes(reader.ReadBytes(LoaderName.Size));
        header.ReadAssemblyNameAndTail(reader, start);
        stream.Position = start + Size;
        return header;
    }

    private void ReadAssemblyNameAndTail(BinaryReader reader, long start)
    {
        var tail = reader.ReadInt64();
        var limit = reader.ReadInt64();
        var assemblyOffset = reader.ReadInt64();
        var assemblySize = reader.ReadUInt32();
        var endOfModel = Size + ModelSize;
        ModelFormat.Check(limit == tail + sizeof(ulong) && limit <= reader.BaseStream.Length - start, "Corrupt file header");
        ModelFormat.Check(assemblyOffset == (assemblySize == 0 ? 0 : endOfModel), "Corrupt file header");
        ModelFormat.Check(tail == endOfModel + assemblySize && assemblySize % sizeof(char) == 0, "Corrupt file header");
        reader.BaseStream.Position = start + endOfModel;
        var name = new char[assemblySize / sizeof(char)];
        for (var index = 0; index < name.Length; index++)
            name[index] = (char)reader.ReadUInt16();
        LoaderAssemblyName = new string(name);
        ModelFormat.Check(reader.ReadUInt64() == TailSignature, "Corrupt model file tail");
    }
}
