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
    case ["--unregistered", var file, .. var texts]:
        SavedModelScoring.Run(file, texts, register: false);
        return 0;
    default:
        SavedModelScoring.Run(args[0], args[1..], register: true);
        return 0;
}
