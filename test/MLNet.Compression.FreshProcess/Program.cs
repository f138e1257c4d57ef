using System.Globalization;
using MLNet.Compression.FreshProcess;

switch (args)
{
    // A folder for checkpoints or "-", and a file for the model.
    case ["train", var folder, var file]:
        ChainTraining.Run(folder == "-" ? null : folder, file);
        return 0;
    case ["kill-and-resume", .. var numbers]:
        int[] values = [.. numbers.Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        var result = new KillAndResume(values.ElementAtOrDefault(1)).Run(values.Length > 0 ? values[0] : 50);
        Console.WriteLine(result);
        return result.SameBytes ? 0 : 1;
    // A way to load, a model file, and texts to predict for.
    case ["score", var way, var file, .. var texts]:
        SavedModelScoring.Run(way, file, texts);
        return 0;
    // A model file, and texts to turn into vectors.
    case ["encode", var file, .. var texts]:
        SavedModelEncoding.Run(file, texts);
        return 0;
    default:
        Console.Error.WriteLine($"Unknown arguments: {string.Join(' ', args)}");
        return 2;
}
