using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using Microsoft.ML;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>A model that ML.NET saved: what this library wrote into the ZIP is damaged, ML.NET's own headers are not.</summary>
internal sealed class TransformerTarget : FuzzTarget
{
    private const string BlockEntry = "Model.key";
    private const string StreamEntry = "CompressedModel";
    private const string ReportEntry = "CompressionReport";
    private const int BlockStart = 0x100;
    private const int BlockLengthPlace = 24;

    // Tail, end of the tail and name of the assembly lie behind the block.
    private static readonly int[] _placesBehindBlock = [128, 136, 144];

    private readonly MLContext _ml = new(seed: 1);

    public TransformerTarget(Workplace workplace)
    {
        using var stream = new MemoryStream();
        using var model = TrainedModel.Fit(_ml);
        _ml.Model.Save(model, TrainedModel.Keyed(_ml).Schema, stream);
        Seeds = [Seed(workplace.File("transformer.zip"), stream)];
    }

    public override string Name => "transformer";

    public override IReadOnlyList<SeedFile> Seeds { get; }

    public override Action Load(string path)
    {
        var model = _ml.Model.Load(path, out _);
        return () => Use(model);
    }

    /// <remarks>ML.NET puts exceptions of its own around a loader's, and refuses by itself what its own parts do not like.</remarks>
    public override bool IsRefusal(Exception exception)
    {
        var cause = exception;
        while (!base.IsRefusal(cause) && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        return base.IsRefusal(cause) || (cause is not OutOfMemoryException && !new StackTrace(cause).GetFrames().Any(IsOurs));
    }

    private static bool IsOurs(StackFrame frame) => frame.GetMethod()?.Module.Assembly is { } assembly
        && (assembly == typeof(TextModelTransformer).Assembly || assembly == typeof(CompressedModel).Assembly);

    private void Use(ITransformer model)
    {
        var rows = _ml.Data.LoadFromEnumerable(TrainedModel.Rows(3));
        var columns = TrainedModel.Of(model).Outcome.Columns;
        rows = _ml.Transforms.CopyColumns(columns.Text, nameof(TextRow.Text)).Fit(rows).Transform(rows);
        if (columns.Pair is { } pair)
        {
            rows = _ml.Transforms.CopyColumns(pair, nameof(TextRow.Text)).Fit(rows).Transform(rows);
        }

        var scored = model.Transform(rows);
        using var cursor = scored.GetRowCursor(scored.Schema);
        var predicted = cursor.GetGetter<uint>(scored.Schema[columns.PredictedLabel]);
        for (var label = 0u; cursor.MoveNext();)
        {
            predicted(ref label);
        }

        (model as IDisposable)?.Dispose();
    }

    private static SeedFile Seed(string path, MemoryStream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        (string Name, byte[] Bytes)[] entries = [.. archive.Entries.Select(entry => (entry.FullName, ZipParts.Read(entry)))];
        var model = Array.Find(entries, entry => entry.Name.EndsWith(StreamEntry, StringComparison.Ordinal));
        var folder = model.Name[..^StreamEntry.Length];
        var block = Array.Find(entries, entry => entry.Name == folder + BlockEntry);
        var report = Array.Find(entries, entry => entry.Name == folder + ReportEntry);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(block.Bytes.AsSpan(BlockLengthPlace));
        var ours = new CompressedModelParts(model.Bytes);
        FilePart[] parts = [FilePart.Binary(block.Bytes.AsSpan(BlockStart, length)), .. ours.Parts, FilePart.Json(report.Bytes)];
        return new SeedFile(path, parts, damaged => ZipParts.Write(entries.Select(entry => (entry.Name, Bytes:
            entry.Name == block.Name ? WithBlock(block.Bytes, length, damaged[0])
            : entry.Name == model.Name ? ours.Join([.. damaged.Skip(1).SkipLast(1)])
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
