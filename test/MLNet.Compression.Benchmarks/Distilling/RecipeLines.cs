namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>One line a recipe: the same teacher, student, rows and epochs.</summary>
internal static class RecipeLines
{
    private const string Table = "recipes";

    public static IReadOnlyList<DistillationLine> All { get; } =
    [
        Of("labels alone", new DistillationRecipe("labels", new DistillationStage("fine-tune", 1, new LabelLoss()))),
        Of("Hinton, T 2, 0.9", DistillationRecipe.Hinton()),
        Of("LogitRegression", DistillationRecipe.LogitRegression),
        Of("Patient", DistillationRecipe.Patient()),
        Of("DistilBert", DistillationRecipe.DistilBert),
        Of("MiniLm", DistillationRecipe.MiniLm),
        Of("MiniLmV2", DistillationRecipe.MiniLmV2),
        Of("TinyBert, two stages", DistillationRecipe.TinyBert),
        Of("Joint", DistillationRecipe.Joint),
        Of("distances, angles, predictions", new DistillationRecipe(
            "relational", new DistillationStage("distil", 1, new PredictionLoss(), new DistanceLoss(), new AngleLoss(2)))),
        new(Table, "Theseus, rate 1e-4", sitting => sitting.Distil(DistillationRecipe.Theseus(), 1e-4)),
    ];

    private static DistillationLine Of(string name, DistillationRecipe recipe) => new(Table, name, sitting => sitting.Distil(recipe));
}
