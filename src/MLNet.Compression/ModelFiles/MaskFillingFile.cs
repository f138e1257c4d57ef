using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;

namespace MLNet.Compression.ModelFiles;

/// <summary>A model that fills masks inside an ML.NET model file: a block, and beside it the compressed model's own file.</summary>
/// <remarks>The block: format version (int32): 1; columns of texts, pieces and scores, as BinaryWriter writes strings; pieces for each place (int32).</remarks>
internal static class MaskFillingFile
{
    private const int Version = 1;

    public static void Write(ModelSaveContext context, LoadableComponent component, MaskColumnNames columns, int top, CompressedModel model)
    {
        var writer = MicrosoftMLInternals.Start(context, component);
        writer.Write(Version);
        foreach (var name in new[] { columns.Text, columns.Pieces, columns.Score })
        {
            writer.Write(name);
        }

        writer.Write(top);
        CompressedModelStream.Write(context, model);
    }

    /// <exception cref="ModelFileException">The file is truncated, damaged, or of a newer version.</exception>
    public static (MaskColumnNames Columns, int Top, CompressedModel Model) Read(ModelLoadContext context, LoadableComponent component)
    {
        var (columns, top) = ReadBlock(context.Reader, component);
        var model = CompressedModelStream.Read(context, component);
        return model.Head == HeadKind.MaskedLm && model.Vocabulary.MaskId is not null && top >= 1 && top <= model.Vocabulary.Count
            ? (columns, top, model)
            : throw CompressedModelStream.Fault(component, $"a model with the head {HeadKind.MaskedLm}, a mask, and 1 to {model.Vocabulary.Count} pieces for each place", $"{model.Head} and {top}");
    }

    private static (MaskColumnNames Columns, int Top) ReadBlock(BinaryReader reader, LoadableComponent component)
    {
        try
        {
            var version = reader.ReadInt32();
            return version == Version
                ? (new MaskColumnNames(reader.ReadString(), reader.ReadString(), reader.ReadString()).Checked(), reader.ReadInt32())
                : throw CompressedModelStream.Fault(component, $"format version {Version}", $"{version}");
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or FormatException and not ModelFileException)
        {
            throw CompressedModelStream.Fault(component, "column names", exception.Message, exception);
        }
    }
}
