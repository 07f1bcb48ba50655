"""Drives a real LibreOffice Calc for the clipboard tests: one JSON command a line on stdin, one JSON answer a line.

{"do": "open", "pipe": name}                    connects and opens an empty sheet
{"do": "write", "rows": [[text, …], …]}         types the cells from A1 on, as a person would: days become days
{"do": "copy", "area": "A1:H200"}              puts the range on the clipboard
{"do": "paste", "at": "A1"}                     clears the sheet and pastes there, once more when nothing came
{"do": "read", "area": "A1:H200"}              what the cells show
{"do": "close"}
"""
import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import Locale


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    for _ in range(1800):
        try:
            return resolver.resolve(address)
        except NoConnectException:
            time.sleep(0.1)
    raise TimeoutError("Calc does not answer")


class Calc:
    def open(self, pipe):
        context = connect(pipe)
        services = context.ServiceManager
        self.desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        self.document = self.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
        self.document.CharLocale = Locale("ru", "RU", "")
        self.sheet = self.document.Sheets.getByIndex(0)

    def write(self, rows):
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                # As typed: «05.03.1980» becomes a day.
                self.sheet.getCellByPosition(column, row).FormulaLocal = text

    def dispatch(self, command, *values):
        frame = self.document.CurrentController.Frame
        arguments = tuple(PropertyValue(name, 0, value, 0) for name, value in values)
        self.dispatcher.executeDispatch(frame, command, "", 0, arguments)

    def copy(self, area):
        self.dispatch(".uno:GoToCell", ("ToPoint", area))
        self.dispatch(".uno:Copy")

    def paste(self, at):
        # The owner of an X11 selection has a few seconds to hand it over; a busy machine lets them pass, and Calc
        # then pastes nothing without a word: who sits there pastes again.
        for _ in range(10):
            self.sheet.clearContents(1 | 2 | 4 | 16 | 32)
            self.dispatch(".uno:GoToCell", ("ToPoint", at))
            self.dispatch(".uno:Paste")
            if self.sheet.getCellRangeByName(at).String:
                return
        raise TimeoutError("nothing can be pasted")

    def read(self, area):
        cells = self.sheet.getCellRangeByName(area)
        return [
            [cells.getCellByPosition(column, row).String for column in range(cells.Columns.Count)]
            for row in range(cells.Rows.Count)
        ]

    def close(self):
        self.document.close(True)
        self.desktop.terminate()


calc = Calc()
for line in sys.stdin:
    command = json.loads(line)
    result = getattr(calc, command.pop("do"))(**command)
    print(json.dumps({"result": result}, ensure_ascii=False), flush=True)
