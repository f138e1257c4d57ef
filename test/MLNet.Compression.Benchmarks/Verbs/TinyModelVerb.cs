using System.CommandLine;
using MLNet.Compression.Benchmarks.Rounds;
using MLNet.Compression.Benchmarks.TinyModels;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>Makes the file of the package MLNet.Compression.TinyModel.</summary>
internal static class TinyModelVerb
{
    private static readonly TinyModelSettings _usual = new();

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder with the folder corpus.", Required = true };
        var checkpoint = new Option<DirectoryInfo>("--checkpoint") { Description = "The Hugging Face folder of the teacher, a sentence encoder.", Required = true };
        var folder = new Option<DirectoryInfo>("--folder") { Description = "Keeps the state of the run, which goes on where it was stopped.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/tiny-model") };
        var output = new Option<FileInfo>("--output") { Description = "Receives the model.", DefaultValueFactory = _ => new FileInfo("artifacts/tiny-model/tiny.mlc") };
        var tokens = new Option<long>("--tokens") { Description = "Tokens that are learnt from.", DefaultValueFactory = _ => _usual.Tokens };
        var minutes = new Option<double?>("--minutes") { Description = "Minutes to learn in, which says how many tokens." };
        var rounded = new Option<double>("--rounded-share") { Description = "The part of them that is learnt from with weights of few bits.", DefaultValueFactory = _ => _usual.RoundedShare };
        var pieces = new Option<int>("--pieces") { Description = "Pieces of the vocabulary.", DefaultValueFactory = _ => _usual.Pieces };
        var share = new Option<double>("--share") { Description = "The share of the layers' multiply-adds that is cut out.", DefaultValueFactory = _ => _usual.Share };
        var layerBits = new Option<int>("--layer-bits") { Description = "Bits of the layers' weights.", DefaultValueFactory = _ => _usual.LayerBits };
        var light = new Option<int[]>("--light-layers") { Description = "Layers, from 0, whose feed-forward networks have 2 bits.", DefaultValueFactory = _ => [.. _usual.LightLayers], AllowMultipleArgumentsPerToken = true };
        var wordBits = new Option<int>("--word-bits") { Description = "Bits of the word embeddings.", DefaultValueFactory = _ => _usual.WordBits };
        var wordGroup = new Option<int?>("--word-group") { Description = "Features of a word embedding that share a step: 32, 64 or 128.", DefaultValueFactory = _ => _usual.WordGroup };
        var rate = new Option<double>("--rate") { Description = "The peak learning rate.", DefaultValueFactory = _ => _usual.Rate };
        var roundedRate = new Option<double>("--rounded-rate") { Description = "That with weights of few bits.", DefaultValueFactory = _ => _usual.RoundedRate };
        var vector = new Option<double>("--vector-weight") { Description = "How much the vectors' distance counts beside that of hidden states.", DefaultValueFactory = _ => _usual.VectorWeight };
        var relation = new Option<double>("--relation-weight") { Description = "How much relations count.", DefaultValueFactory = _ => _usual.RelationWeight };
        var batch = new Option<int>("--batch") { Description = "Rows a step.", DefaultValueFactory = _ => _usual.BatchSize };
        var seed = new Option<int>("--seed") { Description = "The seed.", DefaultValueFactory = _ => _usual.Seed };
        var threads = new Option<int>("--threads") { Description = "Threads.", DefaultValueFactory = _ => 2 };
        var command = new Command("tiny-model", "Makes the pretrained tiny model of a sentence encoder and running text.")
        {
            data, checkpoint, folder, output, tokens, minutes, rounded, pieces, share, layerBits, light, wordBits, wordGroup, rate, roundedRate, vector, relation, batch, seed, threads,
        };
        command.SetSitting(ownDisplay: true, run: (result, sitting) =>
        {
            var settings = new TinyModelSettings
            {
                Tokens = result.GetValue(tokens),
                Minutes = result.GetValue(minutes),
                RoundedShare = result.GetValue(rounded),
                Pieces = result.GetValue(pieces),
                Share = result.GetValue(share),
                LayerBits = result.GetValue(layerBits),
                LightLayers = result.GetRequiredValue(light),
                WordBits = result.GetValue(wordBits),
                WordGroup = result.GetValue(wordGroup),
                Rate = result.GetValue(rate),
                RoundedRate = result.GetValue(roundedRate),
                VectorWeight = result.GetValue(vector),
                RelationWeight = result.GetValue(relation),
                BatchSize = result.GetValue(batch),
                Seed = result.GetValue(seed),
            };
            var making = new TinyModelMaking(
                settings, result.GetRequiredValue(checkpoint).FullName, result.GetRequiredValue(folder).FullName, new LineProgress(), Console.WriteLine, result.GetValue(threads), sitting.Stop);
            var file = result.GetRequiredValue(output);
            file.Directory!.Create();
            making.Run(Path.Combine(result.GetRequiredValue(data).FullName, "corpus")).Save(file.FullName);
        });
        return command;
    }
}
