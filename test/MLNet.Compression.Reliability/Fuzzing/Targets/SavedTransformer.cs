using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using Microsoft.ML;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>A model that ML.NET saved: what this library wrote into the ZIP is damaged, ML.NET's own headers are not.</summary>
/// <param name="ml">The context that saves and loads.</param>
internal sealed class SavedTransformer(MLContext ml)
{
    private const string BlockEntry = "Model.key";
    private const string StreamEntry = "CompressedModel";
    private const string ReportEntry = "CompressionReport";
    private const int BlockStart = 0x100;
    private const int BlockLengthPlace = 24;

    // Tail, end of the tail and name of the assembly lie behind the block.
    private static readonly int[] _placesBehindBlock = [128, 136, 144];

    private static readonly MethodInfo _read = typeof(SavedTransformer).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Reads a file, and gives what works with the model.</summary>
    public Action Load(string path)
    {
        var model = ml.Model.Load(path, out _);
        return () => Use(model);
    }

    /// <remarks>ML.NET puts exceptions of its own around a loader's, and refuses by itself what its own parts do not like.</remarks>
    public static bool IsRefusal(Exception exception)
    {
        var cause = exception;
        while (cause is not ModelFileException && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        return cause is ModelFileException || (cause is not OutOfMemoryException && !new StackTrace(cause).GetFrames().Any(IsOurs));
    }

    /// <summary>Some rows with the text columns of a model.</summary>
    public static IDataView Rows(MLContext ml, TextModelTransformer model)
    {
        var rows = ml.Data.LoadFromEnumerable(TrainedModel.Rows(3));
        foreach (var name in model.Outcome.Columns.Texts)
        {
            rows = ml.Transforms.CopyColumns(name, nameof(TextRow.Text)).Fit(rows).Transform(rows);
        }

        return rows;
    }

    private static bool IsOurs(StackFrame frame) => frame.GetMethod()?.Module.Assembly is { } assembly
        && (assembly == typeof(TextModelTransformer).Assembly || assembly == typeof(CompressedModel).Assembly);

    /// <summary>Reads all that the model adds, whatever its type.</summary>
    private void Use(ITransformer model)
    {
        var text = TrainedModel.Of(model);
        var scored = model.Transform(Rows(ml, text));
        using var cursor = scored.GetRowCursor(scored.Schema);
        Action[] reads = [.. text.Outcome.Columns.Predicted.Select(name => scored.Schema[name]).Select(column => _read.MakeGenericMethod(column.Type.RawType).CreateDelegate<Func<DataViewRow, DataViewSchema.Column, Action>>()(cursor, column))];
        while (cursor.MoveNext())
        {
            foreach (var read in reads)
            {
                read();
            }
        }

        (model as IDisposable)?.Dispose();
    }

    private static Action Read<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        var value = default(T)!;
        return () => getter(ref value);
    }

    /// <summary>A saved transformer, to be damaged.</summary>
    /// <param name="path">Where the file will lie.</param>
    /// <param name="model">The transformer.</param>
    /// <param name="schema">The columns of its rows.</param>
    public SeedFile Seed(string path, ITransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(model, schema, stream);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        (string Name, byte[] Bytes)[] entries = [.. archive.Entries.Select(entry => (entry.FullName, ZipParts.Read(entry)))];
        var weights = Array.Find(entries, entry => entry.Name.EndsWith(StreamEntry, StringComparison.Ordinal));
        var folder = weights.Name[..^StreamEntry.Length];
        var block = Array.Find(entries, entry => entry.Name == folder + BlockEntry);
        var report = Array.Find(entries, entry => entry.Name == folder + ReportEntry);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(block.Bytes.AsSpan(BlockLengthPlace));
        var ours = new CompressedModelParts(weights.Bytes);
        FilePart[] reports = report.Bytes is null ? [] : [FilePart.Json(report.Bytes)];
        FilePart[] parts = [FilePart.Binary(block.Bytes.AsSpan(BlockStart, length)), .. ours.Parts, .. reports];
        return new SeedFile(path, parts, damaged => ZipParts.Write(entries.Select(entry => (entry.Name, Bytes:
            entry.Name == block.Name ? WithBlock(block.Bytes, length, damaged[0])
            : entry.Name == weights.Name ? ours.Join([.. damaged.Skip(1).SkipLast(reports.Length)])
            : entry.Name == report.Name ? damaged[^1]
            : entry.Bytes))));
    }

    private static byte[] WithBlock(byte[] entry, int length, byte[] block)
    {
        byte[] result = [.. entry[..BlockStart], .. block, .. entry[(BlockStart + length)..]];
        BinaryPrimitives.WriteInt64LittleEndian(result.AsSpan(BlockLengthPlace), block.Length);
        foreach (var place in _placesBehindBlock)
        {
            var value = BinaryPrimitives.ReadInt64LittleEndian(entry.AsSpan(place));
            BinaryPrimitives.WriteInt64LittleEndian(result.AsSpan(place), value == 0 ? 0 : value + block.Length - length);
        }

        return result;
    }
}
