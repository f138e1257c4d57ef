using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;

namespace MLNet.Compression.ModelFiles;

/// <summary>A pretrained model inside an ML.NET model file: a block, and beside it the compressed model's own file.</summary>
/// <remarks>The block: format version (int32): 1; text column and column of vectors, as BinaryWriter writes strings; whether the masked-LM head was learnt (bool).</remarks>
internal static class PretrainedModelFile
{
    private const int Version = 1;

    public static void Write(ModelSaveContext context, LoadableComponent component, FeatureColumnNames columns, CompressedModel model, bool isHeadLearnt, IReadOnlyList<StageReport> stages)
    {
        var writer = MicrosoftMLInternals.Start(context, component);
        writer.Write(Version);
        writer.Write(columns.Text);
        writer.Write(columns.Features);
        writer.Write(isHeadLearnt);
        CompressedModelStream.Write(context, model);
        StageReportStream.Write(context, stages);
    }

    /// <exception cref="ModelFileException">The file is truncated, damaged, or of a newer version.</exception>
    public static (FeatureColumnNames Columns, CompressedModel Model, bool IsHeadLearnt) Read(ModelLoadContext context, LoadableComponent component)
    {
        var (columns, isHeadLearnt) = ReadBlock(context.Reader, component);
        var model = CompressedModelStream.Read(context, component);
        return model.Head == HeadKind.MaskedLm
            ? (columns, model, isHeadLearnt)
            : throw CompressedModelStream.Fault(component, $"a model with the head {HeadKind.MaskedLm}", $"{model.Head}");
    }

    private static (FeatureColumnNames Columns, bool IsHeadLearnt) ReadBlock(BinaryReader reader, LoadableComponent component)
    {
        try
        {
            var version = reader.ReadInt32();
            return version == Version
                ? (new FeatureColumnNames(reader.ReadString(), reader.ReadString()).Checked(), reader.ReadBoolean())
                : throw CompressedModelStream.Fault(component, $"format version {Version}", $"{version}");
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or FormatException and not ModelFileException)
        {
            throw CompressedModelStream.Fault(component, "column names", exception.Message, exception);
        }
    }
}
