using System.CommandLine;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;
using MLNet.Compression.Benchmarks.Vocabularies;
using MLNet.Compression.Runtime.Tokenization.Reduction;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>Vocabularies that are learnt, and vocabularies that are cut.</summary>
internal static class VocabularyVerb
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder with the folder corpus, and those of the tasks.", Required = true };
        var vocabulary = new Option<FileInfo>("--vocabulary") { Description = "A vocab.txt of an uncased model.", Required = true };
        var sizes = new Option<int[]>("--pieces") { Description = "Sizes to which the vocabulary is cut for the tasks' texts.", DefaultValueFactory = _ => [3_000, 5_000, 8_000, 12_000, 16_000, 20_000], AllowMultipleArgumentsPerToken = true };
        var learnt = new Option<int[]>("--learnt") { Description = "Sizes of vocabularies that are learnt.", DefaultValueFactory = _ => [8_000, 30_000], AllowMultipleArgumentsPerToken = true };
        var megabytes = new Option<double>("--megabytes") { Description = "The most running text to learn from, in million characters.", DefaultValueFactory = _ => 1_000 };
        var tasks = new NamedOption<FineTuningTask>("--tasks", "Whose texts are split", FineTuningTask.All, task => task.Name, "sst2", "trec");
        var command = new Command("vocabulary", "Seconds, memory and tokens a word of the WordPiece learner's merge rules beside a published vocabulary cut to the same size; texts that a cut splits otherwise.") { data, vocabulary, sizes, learnt, megabytes, tasks };
        command.SetSitting((result, sitting) =>
        {
            var (folder, pieces) = (result.GetRequiredValue(data).FullName, result.GetRequiredValue(sizes));
            var published = Vocabulary.Load(result.GetRequiredValue(vocabulary).FullName);
            var text = new HeldOutText(Directory.GetFiles(Path.Combine(folder, "corpus"), "*.txt"), result.GetValue(megabytes));
            Machine.Write();
            sitting.Now("counting the pieces of running text");
            var general = PieceTally.Of(new BertTokenizer(published), text.Learnt, sitting.Stop);
            foreach (var task in tasks.Read(result))
            {
                sitting.Now(task.Name);
                AnsiConsole.Write(new ReductionTable(published, general, pieces).Of(task, Path.Combine(folder, task.Name), sitting.Stop));
            }

            AnsiConsole.Write(Learnt(published, general, result.GetRequiredValue(learnt), text, sitting));
        });
        return command;
    }

    private static Table Learnt(Vocabulary published, PieceTally general, IReadOnlyList<int> sizes, HeldOutText text, Sitting sitting)
    {
        var table = new Table().Title("vocabularies of running text; tokens a word on lines that were held out");
        table.AddColumns("pieces", "vocabulary", "s to count words", "s to merge", "processor s", "peak MB", "different words", "tokens a word", "unknown of a million");
        var (tokenizer, heldOut) = (new BertTokenizer(published), text.HeldOut);
        foreach (var size in sizes)
        {
            var cut = new VocabularyCut(tokenizer, new PieceChoice(tokenizer).ByNumber(size, general)).Tokenizer.Vocabulary;
            table.AddRow([$"{cut.Count}", "published, cut", "", "", "", "", "", .. Rate(cut)]);
            foreach (var rule in Enum.GetValues<MergeRule>())
            {
                sitting.Now($"{size} pieces, {rule}");
                var run = LearnerRun.Of(text.Learnt, new WordPieceTrainerOptions { VocabularySize = size, Rule = rule }, sitting.Stop);
                table.AddRow(
                [
                    $"{run.Vocabulary.Count}", $"learnt, {rule}", $"{run.Reading.TotalSeconds:F1}", $"{run.Merging.TotalSeconds:F1}", $"{run.Processor.TotalSeconds:F1}", $"{run.PeakBytes / 1e6:F0}", $"{run.Words}",
                    .. Rate(run.Vocabulary),
                ]);
            }
        }

        return table;

        string[] Rate(Vocabulary vocabulary)
        {
            var rate = TokenRate.Of(vocabulary, heldOut);
            return [$"{rate.TokensPerWord:F4}", $"{rate.Unknown:F0}"];
        }
    }
}
