using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Models.Storage;

/// <summary>One section of a model file.</summary>
/// <param name="Id">Four ASCII letters, the first in the lowest byte.</param>
/// <param name="Name">The name in messages.</param>
/// <param name="Write">Writes the section's content.</param>
/// <param name="Read">Reads it into the parts, after the sections before it.</param>
/// <param name="IsThere">Whether a model has it; null if all models do.</param>
internal sealed record ModelSection(
    uint Id, string Name, Action<ModelWriter, CompressedModel> Write, Action<ModelReader, ModelParts> Read, Func<CompressedModel, bool>? IsThere = null)
{
    /// <summary>All sections in the order in which they stand in a file.</summary>
    public static IReadOnlyList<ModelSection> All { get; } =
    [
        new(IdOf("FEAT"), "features", FeaturesSection.Write, FeaturesSection.Read),
        new(IdOf("SHAP"), "shape", ShapeSection.Write, ShapeSection.Read),
        new(IdOf("TEXT"), "text", TextSection.Write, TextSection.Read),
        new(IdOf("SUBW"), "subwords", SubwordsSection.Write, SubwordsSection.Read, SubwordsSection.IsThere),
        new(IdOf("CLIP"), "clips", ClipsSection.Write, ClipsSection.Read, ClipsSection.IsThere),
        new(IdOf("WGHT"), "weights", WeightsSection.Write, WeightsSection.Read),
    ];

    /// <summary>The section of a kind; null where there is none.</summary>
    public static ModelSection? Find(uint id)
    {
        // A loop, as every file is read with this and a query operator would have to be compiled first.
        foreach (var section in All)
        {
            if (section.Id == id)
            {
                return section;
            }
        }

        return null;
    }

    private static uint IdOf(string letters) => (uint)(letters[0] | (letters[1] << 8) | (letters[2] << 16) | (letters[3] << 24));
}
