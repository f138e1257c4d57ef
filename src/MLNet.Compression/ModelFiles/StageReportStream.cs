using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Training.Reports.Json;

namespace MLNet.Compression.ModelFiles;

/// <summary>What the stages of a fit did, beside the block of a component in an ML.NET model file: the stream "CompressionReport", JSON in UTF-8 with a version of its own.</summary>
/// <remarks>
/// No model needs it. So a file without it, as older versions wrote it, has no stages; and a stream that is damaged, or of a newer version, is left out with a warning.
/// </remarks>
internal static class StageReportStream
{
    private const string Name = "CompressionReport";

    public static void Write(ModelSaveContext context, IReadOnlyList<StageReport> stages)
    {
        if (stages.Count > 0)
        {
            var bytes = StagesJson.Write(stages);
            MicrosoftMLInternals.SaveBinaryStream(context, Name, stream => stream.Write(bytes));
        }
    }

    /// <summary>The stages; none where there is no stream, or none that can be read.</summary>
    public static IReadOnlyList<StageReport> Read(ModelLoadContext context, IHost host)
    {
        IReadOnlyList<StageReport> stages = [];
        try
        {
            context.TryLoadBinaryStream(Name, reader => stages = StagesJson.Read(AtMost(reader, StagesJson.MostBytesRead + 1)));
        }
        catch (Exception exception) when (exception is JsonException or IOException or InvalidDataException)
        {
            using var channel = host.Start("Load");
            channel.Warning(
                MessageSensitivity.None,
                $"The stream '{Name}' of the model file is damaged, or written by a newer version of MLNet.Compression: {exception.Message} The model is loaded without the report of its stages.");
        }

        return stages;
    }

    /// <summary>A stream's bytes to its end, but no more than are allowed: a small file may unpack to a large one.</summary>
    private static byte[] AtMost(BinaryReader reader, int count)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[8192];
        while (bytes.Length < count && reader.Read(buffer) is > 0 and var read)
        {
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
