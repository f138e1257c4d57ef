using System.Text;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>The schema a model was trained on, in the model's file.</summary>
internal static class InputSchemaEntry
{
    private const string Name = "Schema";

    public static void Write(RepositoryWriter repository, DataViewSchema schema)
    {
        using var entry = repository.CreateEntry(null, Name);
        using var writer = new BinaryWriter(entry.Stream, Encoding.UTF8, leaveOpen: true);
        SchemaCodec.Write(writer, schema);
    }

    public static DataViewSchema ReadOrNull(RepositoryReader repository)
    {
        using var entry = repository.OpenEntryOrNull(null, Name);
        if (entry is null)
            return null;
        using var reader = new BinaryReader(entry.Stream, Encoding.UTF8, leaveOpen: true);
        return SchemaCodec.Read(reader);
    }
}
