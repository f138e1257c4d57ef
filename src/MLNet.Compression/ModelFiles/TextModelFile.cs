using Microsoft.ML;
using MLNet.Compression.Classes;
using MLNet.Compression.Columns;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.ModelFiles;

/// <summary>A text model inside an ML.NET model file: a block with columns and classes, and beside it the compressed model's own file.</summary>
/// <remarks>
/// The block: format version (int32); label, text, second text ("" for none), score and predicted label column (strings as BinaryWriter
/// writes them); the type of the key values (byte), their number (int32), the values. The stream "CompressedModel": what
/// <see cref="CompressedModel.Save(Stream)"/> writes.
/// </remarks>
internal static class TextModelFile
{
    private const int FormatVersion = 1;
    private const string ModelStream = "CompressedModel";
    private const string Block = "model block";

    public static void Write(ModelSaveContext context, LoadableComponent component, TextColumns columns, ClassKeys classes, CompressedModel model)
    {
        var writer = MicrosoftMLInternals.Start(context, component);
        writer.Write(FormatVersion);
        foreach (var name in new[] { columns.Label, columns.Text, columns.Pair ?? "", columns.Score, columns.PredictedLabel })
        {
            writer.Write(name);
        }

        classes.Write(writer);
        MicrosoftMLInternals.SaveBinaryStream(context, ModelStream, stream => model.Save(stream.BaseStream));
    }

    /// <exception cref="ModelFileException">The file is truncated, damaged, or of a newer version.</exception>
    public static (TextColumns Columns, ClassKeys Classes, CompressedModel Model) Read(object loadContext, LoadableComponent component)
    {
        var (columns, classes) = ReadBlock(MicrosoftMLInternals.Reader(loadContext), component);
        var model = ReadModel(loadContext, component);
        if (columns.Pair is not null && model.Shape.TokenTypes == 1)
        {
            throw Fault(component, "a model that can tell two texts apart, or one text column", "one token type and two text columns");
        }

        return classes.Names.SequenceEqual(model.Labels)
            ? (columns, classes, model)
            : throw Fault(component, $"the classes {ClassKeys.Describe(classes)} in the model", string.Join(", ", model.Labels.Take(12)));
    }

    private static CompressedModel ReadModel(object loadContext, LoadableComponent component)
    {
        CompressedModel? model = null;
        try
        {
            MicrosoftMLInternals.TryLoadBinaryStream(loadContext, ModelStream, reader => model = CompressedModel.Load(reader.BaseStream));
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            // What unpacking a damaged entry of the ZIP file gives.
            throw Fault(component, $"a stream '{ModelStream}' that can be unpacked", exception.Message, exception);
        }

        return model ?? throw Fault(component, $"a stream '{ModelStream}'", "none");
    }

    private static (TextColumns Columns, ClassKeys Classes) ReadBlock(BinaryReader reader, LoadableComponent component)
    {
        try
        {
            var version = reader.ReadInt32();
            if (version is < 1 or > FormatVersion)
            {
                throw Fault(component, $"format version 1 to {FormatVersion}", $"{version}");
            }

            var columns = new TextColumns(
                reader.ReadString(), reader.ReadString(), reader.ReadString() is { Length: > 0 } pair ? pair : null, reader.ReadString(), reader.ReadString());
            return (columns.Checked(), ClassKeys.Read(reader));
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or FormatException and not ModelFileException)
        {
            throw Fault(component, "column names and classes", exception.Message, exception);
        }
    }

    private static ModelFileException Fault(LoadableComponent component, string expected, string found, Exception? cause = null) =>
        new(component.UserName, Block, expected, found, "The file is damaged, or written by a newer version of MLNet.Compression.", cause);
}
