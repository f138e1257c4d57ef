using Microsoft.ML;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Runtime.Inference;

namespace MLNet.Compression.ModelFiles;

/// <summary>A compressed model's own file beside the block of a component in an ML.NET model file: the stream "CompressedModel", as <see cref="CompressedModel.Save(Stream)"/> writes it.</summary>
internal static class CompressedModelStream
{
    private const string Name = "CompressedModel";
    private const string Block = "model block";

    public static void Write(ModelSaveContext context, CompressedModel model) =>
        MicrosoftMLInternals.SaveBinaryStream(context, Name, stream => model.Save(stream.BaseStream));

    /// <exception cref="ModelFileException">There is none, or it is truncated, damaged, or of a newer version.</exception>
    public static CompressedModel Read(ModelLoadContext context, LoadableComponent component)
    {
        CompressedModel? model = null;
        try
        {
            context.TryLoadBinaryStream(Name, reader => model = CompressedModel.Load(reader.BaseStream, KernelWarmUp.Follow));
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            // What unpacking a damaged entry of the ZIP file gives.
            throw Fault(component, $"a stream '{Name}' that can be unpacked", exception.Message, exception);
        }

        return model ?? throw Fault(component, $"a stream '{Name}'", "none");
    }

    /// <summary>What is wrong with a component's block.</summary>
    public static ModelFileException Fault(LoadableComponent component, string expected, string found, Exception? cause = null) =>
        new(component.UserName, Block, expected, found, "The file is damaged, or written by a newer version of MLNet.Compression.", cause);
}
