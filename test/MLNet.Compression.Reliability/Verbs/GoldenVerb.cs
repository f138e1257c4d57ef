using System.CommandLine;
using MLNet.Compression.Reliability.Fuzzing.Targets;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Models.Storage;

namespace MLNet.Compression.Reliability.Verbs;

/// <summary>Writes the files by which later versions show that they read what this one wrote.</summary>
internal static class GoldenVerb
{
    private static readonly string[] _texts = ["", "a plain text", "the second, longer text! with caf\u00e9 and \u4e2d\u6587 in it"];

    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "Where they go: test/MLNet.Compression.Runtime.Tests/Golden/format." };
        var command = new Command("golden", "Writes models in the current version of the format, and what they give. Run once for each new version.") { folder };
        command.SetAction(result => Run(Path.Combine(result.GetRequiredValue(folder), $"v{CompressedModelFile.Version}")));
        return command;
    }

    private static void Run(string folder)
    {
        Directory.CreateDirectory(folder);
        using var workplace = new Workplace();
        foreach (var (model, number) in SampleModels.Create(workplace).Where(IsOfTexts).Select((model, i) => (model, i)))
        {
            model.Save(Path.Combine(folder, $"{number}.mlcm"));
            File.WriteAllLines(Path.Combine(folder, $"{number}.tsv"), _texts.Select(text => $"{text}\t{string.Join('\t', Score(model, text))}"));
        }
    }

    private static bool IsOfTexts(CompressedModel model) => HeadDefinition.Of(model.Head) is { ReadsFirstToken: true, IsEmbedding: false };

    private static IEnumerable<string> Score(CompressedModel model, string text)
    {
        using var classifier = new TextClassifier(Decoded(model));
        var scores = new float[classifier.LabelCount];
        classifier.Score(text, scores);
        return scores.Select(score => score.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The weights that the file stands for in fp32: what they give does not depend on how an engine rounds activations.</summary>
    private static CompressedModel Decoded(CompressedModel model) => model.Shape.IsStatic
        ? model
        : CompressedModelBuilder.FromCheckpoint(model.ToCheckpoint(), model.Vocabulary, model.Tokenizer, maxTokens: model.MaxTokens);
}
