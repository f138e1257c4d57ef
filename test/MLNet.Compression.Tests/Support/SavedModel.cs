using System.IO.Compression;
using Microsoft.ML;

namespace MLNet.Compression.Tests.Support;

/// <summary>Saved ML.NET models.</summary>
internal static class SavedModel
{
    public const string Stream = "CompressedModel";
    public const string Report = "CompressionReport";

    public static byte[] Save(MLContext ml, ITransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(model, schema, stream);
        return stream.ToArray();
    }

    public static ITransformer Load(MLContext ml, byte[] zip) => ml.Model.Load(new MemoryStream(zip), out _);

    public static ITransformer RoundTrip(MLContext ml, ITransformer model, DataViewSchema schema) => Load(ml, Save(ml, model, schema));

    /// <summary>The file with one entry changed.</summary>
    public static byte[] Change(byte[] zip, string entryName, Func<byte[], byte[]> change)
    {
        using var stream = new MemoryStream();
        stream.Write(zip);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = archive.Entries.Single(candidate => candidate.Name == entryName);
            var name = entry.FullName;
            using var content = new MemoryStream();
            using (var source = entry.Open())
            {
                source.CopyTo(content);
            }

            entry.Delete();
            using var target = archive.CreateEntry(name).Open();
            target.Write(change(content.ToArray()));
        }

        return stream.ToArray();
    }

    /// <summary>The fault that our loader found, among the exceptions that ML.NET puts around it.</summary>
    public static ModelFileException Fault(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is ModelFileException fault)
            {
                return fault;
            }
        }

        throw new AssertionException($"No {nameof(ModelFileException)} in: {exception}");
    }
}
