using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Robustness;

/// <summary>A classifier of reviews, from a Hugging Face folder or from the file of an ML.NET model.</summary>
/// <param name="Source">Where it is.</param>
/// <param name="IsRounded">Whether its weights become int8 when it is loaded.</param>
internal sealed record AttackedModel(FileSystemInfo Source, bool IsRounded)
{
    public string Name => IsRounded ? $"{Source.Name}, int8" : Source.Name;

    /// <summary>A folder's model in fp32 and in int8, a file's as it is.</summary>
    public static IEnumerable<AttackedModel> Of(FileSystemInfo source) =>
        source is FileInfo ? [new(source, IsRounded: false)] : [new(source, IsRounded: false), new(source, IsRounded: true)];

    /// <param name="ml">The context.</param>
    /// <param name="rows">Rows with every class.</param>
    public TextModelTransformer Load(MLContext ml, IReadOnlyList<LabeledPair> rows)
    {
        if (Source is FileInfo file)
        {
            return ml.Model.Load(file.FullName, out _).TextModel();
        }

        var model = Distilling.DistillationTeacher.Load(ml, (DirectoryInfo)Source, rows);
        if (!IsRounded)
        {
            return model;
        }

        using (model)
        {
            return model.Quantize();
        }
    }
}
