namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>What belongs in a model folder, for who looks into one where it is not.</summary>
internal static class CheckpointFiles
{
    /// <summary>For messages.</summary>
    public const string Wanted =
        $"A model folder holds {CheckpointReader.ConfigName}, the weights as {WeightsFile.Safetensors} or {WeightsFile.PyTorch}, and the tokenizer as "
        + $"{BertTokenizer.TokenizerFile}, or as {BertTokenizer.VocabularyFile} with or without {BertTokenizer.ConfigurationFile}, or as RoBERTa, ALBERT and XLM-R have it.";

    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">There is no config.json in it.</exception>
    public static void RequireConfig(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder '{Path.GetFullPath(folder)}'. {Wanted}");
        }

        var config = Path.Combine(folder, CheckpointReader.ConfigName);
        if (!File.Exists(config))
        {
            throw Missing(folder, CheckpointReader.ConfigName);
        }
    }

    /// <summary>The exception for a folder that lacks what it needs.</summary>
    public static FileNotFoundException Missing(string folder, string names)
    {
        var found = Directory.EnumerateFileSystemEntries(folder).Any() ? "" : ": the folder is empty";
        return new FileNotFoundException($"'{folder}' holds no {names}{found}. {Wanted}", Path.Combine(folder, names.Split(' ')[0]));
    }
}
