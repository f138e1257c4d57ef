namespace MLNet.Compression.Training.Resuming;

/// <summary>Marks an option whose own properties are options: two values are told apart by their type and these, not by their text.</summary>
internal interface IOptionParts;
