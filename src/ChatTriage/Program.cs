using ChatTriage.Commands;

// `chattriage` alone serves; `chattriage COMMAND` does one thing and ends. See Commands/CommandLine.cs.
return await CommandLine.RunAsync(args);
