namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>The files that tokenizers have which are no WordPiece: of byte-level BPE pieces and merges, of SentencePiece its model, of both as tokenizer.json.</summary>
internal sealed class SubwordFilesTarget : FuzzTarget
{
    public SubwordFilesTarget(Workplace workplace)
    {
        var (pairs, unigrams) = (SubwordTokenizers.BytePairs(workplace), SubwordTokenizers.Unigrams(workplace));
        var (merges, model) = (Path.Combine(pairs, SubwordTokenizers.MergesName), Path.Combine(unigrams, SubwordTokenizers.SentencePieceName));
        Seeds =
        [
            SeedFile.Json(SubwordTokenizers.AsJson(workplace, pairs)),
            SeedFile.Json(SubwordTokenizers.AsJson(workplace, unigrams)),
            SeedFile.Json(Path.Combine(pairs, SubwordTokenizers.VocabularyName)),
            SeedFile.Whole(merges, FilePart.Text(File.ReadAllBytes(merges))),
            SeedFile.Whole(model, FilePart.Binary(File.ReadAllBytes(model))),
        ];
    }

    public override string Name => "subword-files";

    public override IReadOnlyList<SeedFile> Seeds { get; }

    public override Action Load(string path)
    {
        var tokenizer = TextTokenizer.Load(Path.GetDirectoryName(path)!);
        return () => TokenizerUse.Use(tokenizer);
    }
}
