; Per-user installer of the folder dist\ctpanel. Needs Inno Setup 6.3 or newer. Compiled by packaging/bundle.py:
;   iscc /DVersion=0.1.0 ["/Sctpanel=signtool command $f" /DSigned] packaging\windows\ctpanel.iss

#ifndef Version
  #error Version is missing: /DVersion=0.1.0
#endif

[Setup]
; Names this program among installed ones for ever: never change it.
AppId={{6C9F4A53-2F6E-4E0B-9B39-0B6B8A7C51D4}
AppName=ctpanel
AppVersion={#Version}
AppPublisher=ctpanel developers
VersionInfoVersion={#Version}
DefaultDirName={localappdata}\Programs\ctpanel
DefaultGroupName=ctpanel
DisableProgramGroupPage=yes
DisableDirPage=auto
; No administrator is asked for: the token is in the user's own credential store anyway.
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
SourceDir=..\..
OutputDir=dist
OutputBaseFilename=ctpanel-{#Version}-windows-setup
SetupIconFile=build\icons\ctpanel.ico
UninstallDisplayIcon={app}\ctpanel.exe
UninstallDisplayName=ctpanel
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
; A running panel is closed by its user and by nobody else: it may be waiting for the outcome of a close. The program
; holds this mutex for as long as it lives (ctpanel/wiring/windows_shell.py), and installing as well as uninstalling
; asks its user until it is gone, or gives up where /SUPPRESSMSGBOXES lets it ask nobody.
AppMutex=io.ctpanel.ctpanel.running
CloseApplications=no
#ifdef Signed
SignTool=ctpanel
SignedUninstaller=yes
#endif

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "german"; MessagesFile: "compiler:Languages\German.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[InstallDelete]
; Libraries of an older version must not stay beside new ones.
Type: filesandordirs; Name: "{app}\_internal"
Type: filesandordirs; Name: "{app}\licenses"

[Files]
#ifdef Signed
Source: "dist\ctpanel\ctpanel.exe"; DestDir: "{app}"; Flags: ignoreversion signonce
Source: "dist\ctpanel\*"; DestDir: "{app}"; Excludes: "\ctpanel.exe"; Flags: ignoreversion recursesubdirs createallsubdirs
#else
Source: "dist\ctpanel\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
#endif

[Icons]
; The name that the program gives to itself, so that a pinned shortcut and the running window are one button.
Name: "{autoprograms}\ctpanel"; Filename: "{app}\ctpanel.exe"; AppUserModelID: "io.ctpanel.ctpanel"
Name: "{autoprograms}\ctpanel demo"; Filename: "{app}\ctpanel.exe"; Parameters: "--demo"; AppUserModelID: "io.ctpanel.ctpanel"
Name: "{autodesktop}\ctpanel"; Filename: "{app}\ctpanel.exe"; AppUserModelID: "io.ctpanel.ctpanel"; Tasks: desktopicon

[Run]
Filename: "{app}\ctpanel.exe"; Description: "{cm:LaunchProgram,ctpanel}"; Flags: nowait postinstall skipifsilent

; Uninstalling removes the program. Settings, journal and the token in the credential store stay: the journal is the
; user's record of real orders. "Forget token" in the program's settings removes the token.
